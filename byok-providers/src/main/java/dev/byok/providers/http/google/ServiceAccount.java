package dev.byok.providers.http.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.internal.field.MalformedField;
import dev.byok.providers.spec.Json;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a service account: what matters of the JSON that Google gives out. Where to get tokens it says too, and
 * that is ignored: a key comes from a customer, and is not to decide whom its signatures are sent to.
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">Service accounts</a>
 */
public final class ServiceAccount {

    private static final String TYPE = "service_account";
    private static final String UNIVERSE = "googleapis.com";
    private static final Pattern EMAIL = Pattern.compile("[!-?A-~]{1,256}@[A-Za-z0-9.-]{1,256}");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final String email;
    private final String keyId;
    private final Optional<String> projectId;
    private final RSAPrivateKey key;

    private ServiceAccount(String email, String keyId, Optional<String> projectId, RSAPrivateKey key) {
        this.email = email;
        this.keyId = keyId;
        this.projectId = projectId;
        this.key = key;
    }

    /**
     * {@return the key}
     *
     * @param text a JSON object
     * @throws MalformedField when it is none of a service account, or cannot sign; the fault repeats nothing of it
     */
    public static ServiceAccount read(String text) {
        JsonNode json = Json.readOrNull(text);
        if (json == null || !json.isObject()) {
            throw new MalformedField("is no JSON object: paste the whole file, from { to }");
        }
        if (!Json.text(json, "type").filter(TYPE::equals).isPresent()) {
            throw new MalformedField(
                    "is not the key of a service account: its type is not \"service_account\"; create a JSON key in IAM");
        }
        // tokens of other universes are given out elsewhere
        if (!Json.text(json, "universe_domain").orElse(UNIVERSE).equals(UNIVERSE)) {
            throw new MalformedField(
                    "is of another cloud than Google's public one: its universe_domain is not " + UNIVERSE);
        }
        return new ServiceAccount(
                member(json, "client_email", EMAIL),
                member(json, "private_key_id", KEY_ID),
                Json.text(json, "project_id"),
                PrivateKeys.read(Json.text(json, "private_key")
                        .orElseThrow(() -> new MalformedField("has no private_key: download the file again"))));
    }

    private static String member(JsonNode json, String name, Pattern pattern) {
        return Json.text(json, name)
                .filter(text -> pattern.matcher(text).matches())
                .orElseThrow(() -> new MalformedField("has no usable " + name + ": download the file again"));
    }

    /** {@return the project that it belongs to, when it says} */
    public Optional<String> projectId() {
        return projectId;
    }

    /**
     * {@return what Google gives an access token for: a signed statement that this account asks, good for an hour}
     *
     * @param scopes what the token is for
     * @param now the time
     */
    public String assertion(List<String> scopes, Instant now) {
        return Assertions.signed(key, keyId, email, scopes, now);
    }

    /**
     * {@return what is secret in a text: of the key of a service account only the private key, because the rest is words
     * that any message may hold; else the whole text}
     *
     * @param text any secret
     */
    public static String secretPart(String text) {
        if (!text.startsWith("{")) {
            return text;
        }
        JsonNode json = Json.readOrNull(text);
        return json == null
                ? text
                : Json.text(json, "private_key").map(PrivateKeys::body).orElse(text);
    }

    /** {@return nothing of it} */
    @Override
    public String toString() {
        return "ServiceAccount";
    }
}
