package dev.byok.examples.gateway.http;

import dev.byok.ByokClient;
import dev.byok.Tenant;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

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
    private final List<String> names = new ArrayList<>();

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
     * A tenant that asks, with the keys that it brought along.
     *
     * @param tenant the tenant
     * @param keys what to wipe in the end
     */
    public record Caller(Tenant tenant, RequestKeys keys) implements AutoCloseable {

        /** Wipes the keys. */
        @Override
        public void close() {
            keys.close();
        }
    }

    /** Tells who is at the other end of a WebSocket. */
    @FunctionalInterface
    public interface Callers {

        /**
         * {@return the tenant}
         *
         * @param client the other end
         */
        Caller of(WsContext client);
    }

    /** {@return method and pattern of every route, in the order of their making} */
    public List<String> names() {
        return List.copyOf(names);
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param action what serves it
     */
    public TenantRoutes get(String path, Action action) {
        return add(HandlerType.GET, path, action);
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param action what serves it
     */
    public TenantRoutes post(String path, Action action) {
        return add(HandlerType.POST, path, action);
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param action what serves it
     */
    public TenantRoutes put(String path, Action action) {
        return add(HandlerType.PUT, path, action);
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param action what serves it
     */
    public TenantRoutes patch(String path, Action action) {
        return add(HandlerType.PATCH, path, action);
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param action what serves it
     */
    public TenantRoutes delete(String path, Action action) {
        return add(HandlerType.DELETE, path, action);
    }

    /**
     * {@return these}
     *
     * @param path the pattern
     * @param check refuses what cannot be served, before the connection is a WebSocket
     * @param serving says what happens on it
     */
    public TenantRoutes webSocket(String path, Action check, BiConsumer<WsConfig, Callers> serving) {
        names.add("WEBSOCKET " + path);
        routes.wsBeforeUpgrade(path, asTenant(check));
        routes.ws(path, socket -> {
            serving.accept(socket, client -> caller(client.header("Authorization"), client.header(RequestKeys.HEADER)));
        });
        return this;
    }

    private TenantRoutes add(HandlerType method, String path, Action action) {
        names.add(method.name() + " " + path);
        routes.addHttpHandler(method, path, asTenant(action));
        return this;
    }

    private Handler asTenant(Action action) {
        return context -> {
            try (Caller caller = caller(context.header("Authorization"), context.header(RequestKeys.HEADER))) {
                context.attribute(TenantTokens.ATTRIBUTE, caller.tenant().id());
                action.serve(context, caller.tenant());
            }
        };
    }

    private Caller caller(@Nullable String authorization, @Nullable String broughtAlong) {
        Tenant tenant = client.tenant(tokens.require(authorization));
        RequestKeys keys = RequestKeys.of(broughtAlong, tenant);
        return new Caller(keys.with(tenant), keys);
    }
}
