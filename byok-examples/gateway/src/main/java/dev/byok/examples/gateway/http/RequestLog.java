package dev.byok.examples.gateway.http;

import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request: route, status, time, tenant. No query, no header, no body, and no path as it was typed. */
public final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("byok.requests");

    private RequestLog() {}

    /**
     * Writes a line.
     *
     * @param context a request that was answered
     * @param millis how long that took
     */
    public static void write(Context context, float millis) {
        Object tenant = context.attribute(TenantTokens.ATTRIBUTE);
        LOG.info(
                "{} {} {} {} ms tenant={}",
                context.method(),
                route(context),
                context.statusCode(),
                Math.round(millis),
                tenant == null ? "-" : tenant);
    }

    /** The pattern of the route: people paste keys into paths too. */
    static String route(Context context) {
        return context.endpoints().lastHttpEndpoint() == null
                ? "(no route)"
                : context.endpoints().lastHttpEndpoint().path;
    }
}
