package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialChange;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.credential.PrivacyMode;
import dev.byok.examples.gateway.http.Json;
import dev.byok.routing.TenantSettings;
import dev.byok.spi.ValidationResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Credentials in JSON: masked on the way out, every value a text on the way in. */
final class CredentialJson {

    /** Members of a body that are not fields of the provider. */
    private static final Set<String> NOT_FIELDS =
            Set.of("provider", "account_name", "label", "enabled", "default", "weight", "privacy_mode");

    private CredentialJson() {}

    static ObjectNode row(CredentialView row, TenantSettings settings) {
        ObjectNode json = Json.object();
        json.put("id", row.id());
        json.put("provider", row.provider());
        json.put("account_name", row.label());
        json.put("is_active", row.connected());
        json.put("enabled", row.enabled());
        json.put("default", row.isDefault());
        json.put("weight", settings.weights().get(row.id()));
        json.put("privacy_mode", word(row.privacy()));
        json.put("key_prefix", row.mask());
        json.put("status", word(row.status()));
        json.put("status_reason", row.statusReason().orElse(null));
        json.put("last_tested_at", row.testedAt().map(Instant::toString).orElse(null));
        ObjectNode fields = json.putObject("fields");
        row.fields().forEach(fields::put);
        ObjectNode masks = json.putObject("masks");
        row.masks().forEach(masks::put);
        json.put("created_at", row.createdAt().toString());
        json.put("updated_at", row.updatedAt().toString());
        return json;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static ObjectNode data(CredentialView row, TenantSettings settings) {
        ObjectNode json = Json.object();
        json.set("data", row(row, settings));
        return json;
    }

    static CredentialInput input(String provider, JsonNode body) {
        CredentialInput input = CredentialInput.of(provider).fields(fields(body));
        String label = label(body);
        return label == null ? input : input.label(label);
    }

    static CredentialChange change(JsonNode body) {
        CredentialChange change = CredentialChange.none().fields(fields(body));
        String label = label(body);
        if (label != null) {
            change = change.label(label);
        }
        Optional<Boolean> enabled = Json.flag(body, "enabled");
        if (enabled.isPresent()) {
            change = change.enabled(enabled.get());
        }
        return Json.flag(body, "default").orElse(false) ? change.makeDefault() : change;
    }

    /** {@return who is to open a new row; the server, when the body does not say} */
    static PrivacyMode privacy(JsonNode body) {
        String word = Json.text(body, "privacy_mode").orElse(word(PrivacyMode.SERVER_ACCESSIBLE));
        return Arrays.stream(PrivacyMode.values())
                .filter(mode -> word(mode).equals(word))
                .findFirst()
                .orElseThrow(() -> ByokException.of(
                                ErrorCode.INVALID_REQUEST, "'privacy_mode' is server_accessible or end_to_end")
                        .build());
    }

    static @Nullable String label(JsonNode body) {
        return Json.text(body, "account_name")
                .or(() -> Json.text(body, "label"))
                .filter(text -> !text.isBlank())
                .orElse(null);
    }

    /** Headers, parameters and service accounts may come as objects; to the library every value is a text. */
    static Map<String, String> fields(JsonNode body) {
        Map<String, String> fields = new LinkedHashMap<>();
        body.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (!NOT_FIELDS.contains(member.getKey()) && !EndToEndJson.MEMBERS.contains(member.getKey())) {
                fields.put(
                        member.getKey(),
                        value.isNull() ? "" : value.isTextual() ? value.textValue() : value.toString());
            }
        });
        return fields;
    }

    /** The first sentence is the one that clients compare; what follows it helps people. */
    private static void refused(ObjectNode json, ValidationResult result) {
        String[] sentences = result.message().split("\\.\\s+", 2);
        json.put("error", result.verdict() == ValidationResult.Verdict.INVALID ? sentences[0] : result.message());
        String more = result.verdict() == ValidationResult.Verdict.INVALID && sentences.length == 2 ? sentences[1] : "";
        String hint = (more + " " + result.hint().orElse("")).strip();
        if (!hint.isEmpty()) {
            json.put("hint", hint);
        }
    }

    static ObjectNode verdict(ValidationResult result) {
        ObjectNode json = Json.object();
        json.put("valid", result.isValid());
        json.put("verdict", result.verdict().name().toLowerCase(Locale.ROOT));
        result.accountName().ifPresent(name -> json.put("accountName", name));
        if (result.isValid()) {
            json.put("message", result.message());
            result.hint().ifPresent(hint -> json.put("hint", hint));
        } else {
            refused(json, result);
        }
        result.code().ifPresent(code -> json.put("code", code.id()));
        json.put("models", result.models().size());
        if (!result.suggestions().isEmpty()) {
            ObjectNode suggestions = json.putObject("suggestions");
            result.suggestions().forEach(suggestions::put);
        }
        return json;
    }
}
