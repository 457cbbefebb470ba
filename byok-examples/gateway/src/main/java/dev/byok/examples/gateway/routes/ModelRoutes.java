package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.Tenant;
import dev.byok.credential.CredentialView;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.model.ModelCatalog;
import dev.byok.model.ModelInfo;
import dev.byok.spi.Capability;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;

/** The models of every connected key: {@code /v1/models}. */
public final class ModelRoutes {

    /** Makes them. */
    public ModelRoutes() {}

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/v1/models", this::list);
    }

    private void list(Context context, Tenant tenant) {
        String search = Optional.ofNullable(context.queryParam("q")).orElse("").toLowerCase(Locale.ROOT);
        ObjectNode body = Json.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (CredentialView row : tenant.credentials().list()) {
            if (row.enabled() && listsModels(tenant, row)) {
                add(data, tenant, row, search);
            }
        }
        Json.reply(context, 200, body);
    }

    private static boolean listsModels(Tenant tenant, CredentialView row) {
        return tenant.credentials().fields(row.provider()).capabilities().contains(Capability.MODELS);
    }

    private static void add(ArrayNode data, Tenant tenant, CredentialView row, String search) {
        String route = row.isDefault() ? row.provider() : row.provider() + "@" + row.label();
        try {
            for (ModelInfo live : tenant.models(route)) {
                ModelInfo model = ModelCatalog.bundled().merge(live);
                if (matches(model, search)) {
                    write(data.addObject(), model, route, row);
                }
            }
        } catch (ByokException e) {
            // one key that does not work hides no models of the others; its row says what is wrong with it
        }
    }

    private static boolean matches(ModelInfo model, String search) {
        return model.id().toLowerCase(Locale.ROOT).contains(search)
                || model.name().toLowerCase(Locale.ROOT).contains(search);
    }

    private static void write(ObjectNode json, ModelInfo model, String route, CredentialView row) {
        json.put("id", route + "/" + model.id());
        json.put("object", "model");
        json.put("created", row.createdAt().getEpochSecond());
        json.put("owned_by", model.provider());
        json.put("name", model.name());
        json.put("credential", row.id());
        json.put("label", row.label());
        model.contextWindow().ifPresent(tokens -> json.put("context_window", tokens));
        ArrayNode capabilities = json.putArray("capabilities");
        model.features().stream()
                .map(feature -> feature.name().toLowerCase(Locale.ROOT))
                .sorted()
                .forEach(capabilities::add);
        model.speed().ifPresent(speed -> json.put("speed", speed.name().toLowerCase(Locale.ROOT)));
        json.put("free", isFree(model));
    }

    private static boolean isFree(ModelInfo model) {
        return model.inputPrice().filter(price -> price.signum() == 0).isPresent()
                && model.outputPrice().filter(price -> price.signum() == 0).isPresent();
    }
}
