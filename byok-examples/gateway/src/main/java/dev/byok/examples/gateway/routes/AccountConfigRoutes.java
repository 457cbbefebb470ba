package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.routing.TenantSettings;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One configuration for a whole account, with three vendors: {@code /dashboard/account/config}. */
public final class AccountConfigRoutes {

    /** A member of {@code provider_config} and the provider that it means. */
    record Block(String name, String provider) {}

    /** In the order in which providers are preferred. */
    static final List<Block> BLOCKS = List.of(
            new Block("azure", "azure-openai"), new Block("anthropic", "anthropic"), new Block("openai", "openai"));

    /** Fields that have another name here. */
    private static final Map<String, String> FIELDS = Map.of("endpoint", "base_url", "deployment_name", "deployment_id");

    /** Makes them. */
    public AccountConfigRoutes() {}

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/dashboard/account/config", this::show).patch("/dashboard/account/config", this::change);
    }

    private void change(Context context, Tenant tenant) {
        ObjectNode body = Json.body(context);
        JsonNode providers = body.path("provider_config");
        for (Block block : BLOCKS) {
            JsonNode given = providers.path(block.name());
            if (given.isObject()) {
                connect(tenant, block.provider(), given);
            }
        }
        tenant.settings().update(settings -> AccountSettings.changed(settings, body));
        show(context, tenant);
    }

    /** A block with a key connects; one without changes what is connected, or only names the default model. */
    private static void connect(Tenant tenant, String provider, JsonNode block) {
        ObjectNode fields = Json.object();
        block.properties().forEach(member -> {
            if (!member.getKey().equals("default_model")) {
                fields.set(FIELDS.getOrDefault(member.getKey(), member.getKey()), member.getValue());
            }
        });
        if (fields.has("api_key")) {
            tenant.credentials().connect(CredentialInput.of(provider).fields(CredentialJson.fields(fields)));
        } else if (!fields.isEmpty()) {
            CredentialView row = row(tenant, provider)
                    .orElseThrow(() -> ByokException.of(ErrorCode.NO_API_KEY, "There is no key of this provider yet")
                            .provider(provider)
                            .hint("send api_key too")
                            .build());
            tenant.credentials().edit(row.id(), CredentialJson.fields(fields));
        }
    }

    private void show(Context context, Tenant tenant) {
        TenantSettings settings = tenant.settings().get();
        ObjectNode body = Json.object();
        ObjectNode providers = body.putObject("provider_config").put("mode", settings.mode().id());
        for (Block block : BLOCKS) {
            row(tenant, block.provider())
                    .ifPresent(row -> write(providers.putObject(block.name()), row, settings));
        }
        AccountSettings.write(body.putObject("modelConfig"), settings);
        Json.reply(context, 200, body);
    }

    private static void write(ObjectNode json, CredentialView row, TenantSettings settings) {
        json.put("api_key", row.mask());
        json.put("status", CredentialJson.word(row.status()));
        row.fields().forEach((name, value) -> {
            String known = FIELDS.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(name))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(name);
            json.put(known, value);
        });
        Optional.ofNullable(settings.defaultModels().get(row.provider()))
                .ifPresent(model -> json.put("default_model", model));
    }

    private static Optional<CredentialView> row(Tenant tenant, String provider) {
        return tenant.credentials().list().stream()
                .filter(row -> row.provider().equals(provider) && row.isDefault())
                .findFirst();
    }
}
