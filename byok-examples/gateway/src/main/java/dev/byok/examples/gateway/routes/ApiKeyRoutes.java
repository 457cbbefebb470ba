package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import io.javalin.http.Context;

/** One key for each provider, put and deleted: {@code /v1/api-keys}. */
public final class ApiKeyRoutes {

    /** Makes them. */
    public ApiKeyRoutes() {}

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.put("/v1/api-keys/{provider}", this::put).delete("/v1/api-keys/{provider}", this::delete);
    }

    private void put(Context context, Tenant tenant) {
        String key = Json.requireText(Json.body(context), "keyValue");
        String provider = context.pathParam("provider");
        CredentialView row =
                tenant.credentials().connect(CredentialInput.of(provider).field("api_key", key));
        ObjectNode body = Json.object();
        body.putObject("data")
                .put("providerId", row.provider())
                .put("lastFour", lastFour(row))
                .put("updatedAt", row.updatedAt().toString());
        Json.reply(context, 200, body);
    }

    /** Short keys have no readable end: then there is none to tell. */
    private static String lastFour(CredentialView row) {
        String mask = row.mask();
        int dots = mask == null ? -1 : mask.lastIndexOf('\u00B7');
        return mask == null || dots == mask.length() - 1 ? "" : mask.substring(dots + 1);
    }

    private void delete(Context context, Tenant tenant) {
        String provider =
                tenant.credentials().fields(context.pathParam("provider")).id();
        tenant.credentials().list().stream()
                .filter(row -> row.provider().equals(provider))
                .forEach(row -> tenant.credentials().purge(row.id()));
        context.status(204);
    }
}
