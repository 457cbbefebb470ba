package dev.byok.examples.gateway.http;

import dev.byok.ByokClient;
import dev.byok.Tenant;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Routes that only a tenant may use, and that see nothing but that tenant. */
public final class TenantRoutes {

    /** Serves a request of a tenant. */
    @FunctionalInterface
    public interface Action {

        /**
         * Serves.
         *
         * @param context the request
         * @param tenant who asks
         * @throws Exception as handlers may
         */
        void serve(Context context, Tenant tenant) throws Exception;
    }

    private final RoutesConfig routes;
    private final TenantTokens tokens;
    private final ByokClient client;

    /**
     * Makes them.
     *
     * @param routes the gateway's
     * @param tokens tells who asks
     * @param client makes the tenant's view
     */
    public TenantRoutes(RoutesConfig routes, TenantTokens tokens, ByokClient client) {
        this.routes = routes;
        this.tokens = tokens;
        this.client = client;
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param action what serves it
     */
    public TenantRoutes get(String path, Action action) {
        routes.get(path, asTenant(action));
        return this;
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param action what serves it
     */
    public TenantRoutes post(String path, Action action) {
        routes.post(path, asTenant(action));
        return this;
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param action what serves it
     */
    public TenantRoutes put(String path, Action action) {
        routes.put(path, asTenant(action));
        return this;
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param action what serves it
     */
    public TenantRoutes patch(String path, Action action) {
        routes.patch(path, asTenant(action));
        return this;
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param action what serves it
     */
    public TenantRoutes delete(String path, Action action) {
        routes.delete(path, asTenant(action));
        return this;
    }

    private Handler asTenant(Action action) {
        return context -> {
            Tenant tenant = client.tenant(tokens.require(context));
            try (RequestKeys keys = RequestKeys.of(context.header(RequestKeys.HEADER), tenant)) {
                action.serve(context, keys.with(tenant));
            }
        };
    }
}
