package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.EndToEndDraft;
import dev.byok.credential.EndToEndInput;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.RequestKeys;
import java.util.Optional;
import java.util.Set;

/** End-to-end encrypted credentials in JSON, with the names of the browser's module. */
final class EndToEndJson {

    /** Members of a body that are neither fields of the provider nor of every other body. */
    static final Set<String> MEMBERS = Set.of("id", "secrets", "proof", "currentProof");

    private EndToEndJson() {}

    static ObjectNode draft(EndToEndDraft draft) {
        ObjectNode json = Json.object();
        json.put("tenant", draft.tenant());
        json.put("id", draft.id());
        json.put("provider", draft.provider());
        json.put("origin", draft.origin());
        json.put("version", draft.version());
        ArrayNode fields = json.putArray("fields");
        draft.fields().forEach(fields::add);
        ObjectNode sealed = json.putObject("sealed");
        draft.sealed().forEach(sealed::put);
        return json;
    }

    /** {@return what {@code sealDraft} or {@code changePhrase} gave, with its proofs and secrets} */
    static EndToEndInput sealed(String provider, String id, JsonNode body) {
        EndToEndInput input = EndToEndInput.of(provider, id);
        JsonNode secrets = body.path("secrets");
        if (!secrets.isObject()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "'secrets' is an object: what sealDraft gave")
                    .build();
        }
        for (var secret : secrets.properties()) {
            input = input.sealed(
                    secret.getKey(),
                    Json.requireText(secret.getValue(), "sealed"),
                    Json.requireText(secret.getValue(), "mask"));
        }
        Optional<String> proof = Json.text(body, "proof");
        if (proof.isPresent()) {
            input = input.proof(RequestKeys.proof(proof.get()));
        }
        Optional<String> current = Json.text(body, "currentProof");
        return current.isPresent() ? input.currentProof(RequestKeys.proof(current.get())) : input;
    }
}
