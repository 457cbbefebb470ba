package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.Tenant;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import io.javalin.http.Context;

/** What was called, with whose key, and how it ended: {@code /v1/usage}. */
public final class UsageRoutes {

    private static final int USUAL = 50;

    private final UsageLog log;

    /**
     * Makes them.
     *
     * @param log what they show
     */
    public UsageRoutes(UsageLog log) {
        this.log = log;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/v1/usage", this::newest);
    }

    private void newest(Context context, Tenant tenant) {
        int limit = context.queryParamAsClass("limit", Integer.class).getOrDefault(USUAL);
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        log.newest(tenant.id(), Math.min(Math.max(1, limit), UsageLog.MOST)).forEach(data::add);
        Json.reply(context, 200, body);
    }
}
