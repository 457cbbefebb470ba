package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.credential.EndToEndInput;
import dev.byok.credential.PhraseProof;
import dev.byok.credential.PrivacyMode;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.RequestKeys;
import dev.byok.examples.gateway.http.TenantRoutes;
import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Keys that only the customer's browser opens: the set-up of a phrase, and what is sealed with it. */
public final class EndToEndRoutes {

    private static final Pattern SEALED = Pattern.compile("bke1\\.[A-Za-z0-9_-]{130,1000}");

    private final EncryptionStore setUps;

    /**
     * Makes them.
     *
     * @param setUps where it is kept which phrase a tenant has
     */
    public EndToEndRoutes(EncryptionStore setUps) {
        this.setUps = setUps;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/v1/encryption", this::show)
                .put("/v1/encryption", this::setUp)
                .post("/v1/providers/{id}/draft", this::draft);
    }

    private void show(Context context, Tenant tenant) {
        ObjectNode body = Json.object();
        ObjectNode data = body.putObject("data").put("tenant", tenant.id());
        Optional<EncryptionStore.SetUp> setUp = setUps.find(tenant.id());
        data.put("active", setUp.isPresent());
        setUp.ifPresent(found ->
                data.put("check", found.check()).put("updated_at", found.at().toString()));
        Json.reply(context, 200, body);
    }

    /** The first phrase is taken as it is. Another one needs the proof of the present one, as long as that opens keys. */
    private void setUp(Context context, Tenant tenant) {
        JsonNode body = Json.body(context);
        String check = Json.requireText(body, "check");
        if (!SEALED.matcher(check).matches()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "'check' is not sealed in the format bke1")
                    .build();
        }
        PhraseProof proof = RequestKeys.proof(Json.requireText(body, "proof"));
        PhraseProof current =
                Json.text(body, "currentProof").map(RequestKeys::proof).orElse(proof);
        Optional<EncryptionStore.SetUp> present = setUps.find(tenant.id());
        if (present.isPresent() && !current.matches(present.get().verifier()) && protectsKeys(tenant)) {
            throw otherPhrase();
        }
        setUps.save(tenant.id(), check, proof.verifier(), present);
        show(context, tenant);
    }

    private static boolean protectsKeys(Tenant tenant) {
        return tenant.credentials().list().stream().anyMatch(row -> row.privacy() == PrivacyMode.END_TO_END);
    }

    /** The path names the provider. */
    private void draft(Context context, Tenant tenant) {
        ObjectNode body = Json.body(context);
        Set<String> secrets = new LinkedHashSet<>();
        body.path("secrets").forEach(name -> secrets.add(name.asText()));
        Map<String, String> fields = CredentialJson.fields(body);
        CredentialInput input = CredentialInput.of(context.pathParam("id")).fields(fields);
        ObjectNode answer = Json.object();
        answer.set("data", EndToEndJson.draft(tenant.credentials().draft(input, secrets)));
        Json.reply(context, 200, answer);
    }

    /** {@return the new row of a body of {@code POST /v1/providers} that is sealed already} */
    CredentialView connect(Tenant tenant, String provider, JsonNode body) {
        EndToEndInput input = EndToEndJson.sealed(provider, Json.requireText(body, "id"), body)
                .fields(CredentialJson.fields(body));
        String label = CredentialJson.label(body);
        requirePhraseOf(tenant, input.proof());
        return tenant.credentials().connect(label == null ? input : input.label(label));
    }

    // twelve words with a slip in them pass their checksum once in sixteen: such a key would open for nobody
    private void requirePhraseOf(Tenant tenant, Optional<PhraseProof> proof) {
        Optional<EncryptionStore.SetUp> setUp = setUps.find(tenant.id());
        if (setUp.isPresent()
                && proof.filter(shown -> shown.matches(setUp.get().verifier())).isEmpty()) {
            throw otherPhrase();
        }
    }

    private static ByokException otherPhrase() {
        return ByokException.of(ErrorCode.E2E_LOCKED, "This is sealed with another recovery phrase than the others")
                .hint("use the phrase of the set-up, or change it with its proof in currentProof")
                .build();
    }
}
