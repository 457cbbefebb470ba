package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.Tenant;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.routing.TenantSettings;
import io.javalin.http.Context;

/** A tenant's settings as they are: {@code /v1/settings}. */
public final class SettingsRoutes {

    /** Makes them. */
    public SettingsRoutes() {}

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/v1/settings", (context, tenant) -> reply(context, tenant.settings().get()))
                .patch("/v1/settings", this::change);
    }

    /** Members that are sent replace what is there, those that are null go back to the default, the others stay. */
    private void change(Context context, Tenant tenant) {
        ObjectNode changes = Json.body(context);
        reply(context, tenant.settings().update(settings -> TenantSettings.fromJson(merged(settings, changes))));
    }

    private static String merged(TenantSettings settings, ObjectNode changes) {
        ObjectNode all = Json.object();
        JsonNode present = Json.readOrNull(settings.toJson());
        if (present instanceof ObjectNode object) {
            all.setAll(object);
        }
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                all.remove(change.getKey());
            } else {
                all.set(change.getKey(), change.getValue());
            }
        });
        return all.toString();
    }

    private static void reply(Context context, TenantSettings settings) {
        Json.reply(context, 200, "{\"data\":" + settings.toJson() + "}");
    }
}
