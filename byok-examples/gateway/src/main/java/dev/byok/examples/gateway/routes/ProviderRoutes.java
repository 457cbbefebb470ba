package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.credential.CredentialView;
import dev.byok.credential.Credentials;
import dev.byok.credential.PhraseProof;
import dev.byok.credential.PrivacyMode;
import dev.byok.examples.gateway.http.AttemptLimit;
import dev.byok.examples.gateway.http.Errors;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.RequestKeys;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.routing.TenantSettings;
import dev.byok.spi.ValidationResult;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Connecting, checking, changing and removing keys: {@code /v1/providers}. */
public final class ProviderRoutes {

    private final AttemptLimit validations;
    private final EndToEndRoutes endToEnd;

    /**
     * Makes them.
     *
     * @param validations how often a tenant may have a key tried that is not stored
     * @param endToEnd stores keys that come sealed
     */
    public ProviderRoutes(AttemptLimit validations, EndToEndRoutes endToEnd) {
        this.validations = validations;
        this.endToEnd = endToEnd;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/v1/providers", this::list)
                .get("/v1/providers/fields", this::fields)
                .get("/v1/providers/{id}", this::show)
                .post("/v1/providers", this::connect)
                .post("/v1/providers/{id}/validate", this::validate)
                .post("/v1/providers/{id}/test", this::test)
                .patch("/v1/providers/{id}", this::change)
                .delete("/v1/providers/{id}", this::remove);
    }

    private void list(Context context, Tenant tenant) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        TenantSettings settings = tenant.settings().get();
        tenant.credentials().list().forEach(row -> data.add(CredentialJson.row(row, settings)));
        Json.reply(context, 200, body);
    }

    private void fields(Context context, Tenant tenant) {
        Json.reply(context, 200, FieldsJson.of(tenant.credentials().fields()));
    }

    /** An end-to-end encrypted row comes with what the browser needs to open it. */
    private void show(Context context, Tenant tenant) {
        CredentialView row = row(context, tenant);
        ObjectNode body = CredentialJson.data(row, tenant.settings().get());
        if (row.privacy() == PrivacyMode.END_TO_END && row.connected()) {
            body.withObject("/data")
                    .set("end_to_end", EndToEndJson.draft(tenant.credentials().draft(row.id())));
        }
        Json.reply(context, 200, body);
    }

    private void connect(Context context, Tenant tenant) {
        JsonNode body = Json.body(context);
        String provider = Json.requireText(body, "provider");
        CredentialView row = CredentialJson.privacy(body) == PrivacyMode.END_TO_END
                ? endToEnd.connect(tenant, provider, body)
                : tenant.credentials().connect(CredentialJson.input(provider, body));
        reply(context, tenant, row);
    }

    private void validate(Context context, Tenant tenant) {
        JsonNode body = Json.body(context);
        validations.count(tenant.id());
        try {
            ValidationResult result =
                    tenant.credentials().validate(CredentialJson.input(context.pathParam("id"), body));
            // a browser calls every 400 an error on its console, so a page may ask for the verdict alone
            boolean verdictOnly = "verdict".equals(context.queryParam("as"));
            Json.reply(context, verdictOnly ? 200 : status(result), CredentialJson.verdict(result));
        } catch (ByokException failure) {
            ObjectNode answer = Json.object().put("valid", false).put("error", failure.summary());
            answer.put("code", failure.code().id());
            failure.hint().ifPresent(hint -> answer.put("hint", hint));
            if (!failure.faults().isEmpty()) {
                answer.set("fields", Errors.fields(failure));
            }
            Json.reply(context, failure.code().httpStatus(), answer);
        }
    }

    /** A refused key is 400; when the vendor could not be asked, the status says why, because the key may be good. */
    private static int status(ValidationResult result) {
        return switch (result.verdict()) {
            case VALID, VALID_LIMITED, SHAPE_ONLY -> 200;
            case INVALID -> 400;
            case INCONCLUSIVE -> result.code().map(ErrorCode::httpStatus).orElse(502);
        };
    }

    private void test(Context context, Tenant tenant) {
        String id = row(context, tenant).id();
        boolean deep = Boolean.parseBoolean(context.queryParam("deep"));
        ValidationResult result =
                deep ? tenant.credentials().deepTest(id) : tenant.credentials().test(id);
        ObjectNode body = CredentialJson.data(
                tenant.credentials().get(id), tenant.settings().get());
        body.set("result", CredentialJson.verdict(result));
        Json.reply(context, 200, body);
    }

    /** One step: all that is sent, or nothing. What the browser sealed anew comes alone. */
    private void change(Context context, Tenant tenant) {
        CredentialView row = row(context, tenant);
        JsonNode body = Json.body(context);
        CredentialView changed = body.has("secrets")
                ? tenant.credentials().rotate(EndToEndJson.sealed(row.provider(), row.id(), body))
                : tenant.credentials().change(row.id(), CredentialJson.change(body));
        if (body.has("weight")) {
            weigh(tenant, row.id(), Json.number(body, "weight"));
        }
        reply(context, tenant, changed);
    }

    /** Weights are the tenant's settings, beside its rows: null takes one away. */
    private static void weigh(Tenant tenant, String id, OptionalDouble weight) {
        if (weight.isPresent() && !(weight.getAsDouble() >= 0)) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "'weight' is a number from 0")
                    .build();
        }
        tenant.settings().update(settings -> {
            Map<String, Double> weights = new LinkedHashMap<>(settings.weights());
            if (weight.isPresent()) {
                weights.put(id, weight.getAsDouble());
            } else {
                weights.remove(id);
            }
            return settings.toBuilder().weights(weights).build();
        });
    }

    private static void reply(Context context, Tenant tenant, CredentialView row) {
        Json.reply(context, 200, CredentialJson.data(row, tenant.settings().get()));
    }

    /** By id it removes that row, by provider all of its rows, so that future requests fall back. */
    private void remove(Context context, Tenant tenant) {
        Credentials credentials = tenant.credentials();
        boolean purge = Boolean.parseBoolean(context.queryParam("purge"));
        Optional<PhraseProof> proof = RequestKeys.proof(context);
        String name = context.pathParam("id");
        List<String> ids = isRowId(name)
                ? List.of(name)
                : rowsOf(tenant, name).stream().map(CredentialView::id).toList();
        if (ids.isEmpty()) {
            throw notConnected(name);
        }
        for (String id : ids) {
            if (purge && proof.isPresent()) {
                credentials.purge(id, proof.get());
            } else if (purge) {
                credentials.purge(id);
            } else {
                credentials.disconnect(id);
            }
        }
        Json.reply(context, 200, Json.object().put("success", true));
    }

    private static CredentialView row(Context context, Tenant tenant) {
        String name = context.pathParam("id");
        if (isRowId(name)) {
            return tenant.credentials().get(name);
        }
        List<CredentialView> rows = rowsOf(tenant, name);
        return rows.stream()
                .filter(CredentialView::isDefault)
                .findFirst()
                .or(() -> rows.stream().findFirst())
                .orElseThrow(() -> notConnected(name));
    }

    private static boolean isRowId(String name) {
        return name.startsWith("tp_");
    }

    private static List<CredentialView> rowsOf(Tenant tenant, String provider) {
        String id = tenant.credentials().fields(provider).id();
        return tenant.credentials().list().stream()
                .filter(row -> row.provider().equals(id))
                .toList();
    }

    private static ByokException notConnected(String provider) {
        return ByokException.of(ErrorCode.NOT_FOUND, "This provider is not connected")
                .provider(provider)
                .hint("POST /v1/providers connects one")
                .build();
    }
}
