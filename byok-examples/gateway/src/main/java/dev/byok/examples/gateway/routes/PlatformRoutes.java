package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.Tenant;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.spi.ProviderInfo;
import io.javalin.http.Context;
import java.util.Set;

/** Which providers the operator has an account with, for steps that need no key of a tenant: {@code /v1/platform}. */
public final class PlatformRoutes {

    private final Set<String> providers;

    /**
     * Makes them.
     *
     * @param providers ids or aliases of those that the operator has keys of
     */
    public PlatformRoutes(Set<String> providers) {
        this.providers = Set.copyOf(providers);
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/v1/platform", this::list);
    }

    private void list(Context context, Tenant tenant) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        providers.stream().sorted().forEach(name -> {
            ProviderInfo info = tenant.credentials().fields(name);
            ObjectNode json = data.addObject().put("provider", info.id()).put("name", info.name());
            info.defaultModel().ifPresent(model -> json.put("default_model", model));
        });
        Json.reply(context, 200, body);
    }
}
