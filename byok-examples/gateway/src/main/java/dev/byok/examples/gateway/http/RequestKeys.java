package dev.byok.examples.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.credential.PhraseProof;
import dev.byok.credential.Secret;
import dev.byok.spi.Field;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys that a request brings along: used for it, wiped after it, stored nowhere. {@code x-byok-transient-credential} is
 * base64url of JSON, one object or several in an array. An object is either a whole key, {@code {"provider", "fields"}} with the fields in an object or beside the provider,
 * or a stored row that the customer's browser opened, {@code {"credential", "opened"}}.
 */
public final class RequestKeys implements AutoCloseable {

    /** The header that keys come in. */
    public static final String HEADER = "x-byok-transient-credential";

    private static final String PROOF_HEADER = "x-byok-phrase-proof";

    private final List<ProviderCredential> whole = new ArrayList<>();
    private final OpenedRows opened = new OpenedRows();

    private RequestKeys() {}

    /**
     * {@return the keys of a request; none when it brings none}
     *
     * @param header the value of {@link #HEADER}; null for none
     * @param tenant who asks
     */
    public static RequestKeys of(@Nullable String header, Tenant tenant) {
        RequestKeys keys = new RequestKeys();
        if (header == null) {
            return keys;
        }
        try {
            JsonNode json = decoded(header);
            for (JsonNode key : json.isArray() ? json : List.of(json)) {
                keys.add(key, tenant);
            }
            return keys;
        } catch (RuntimeException e) {
            keys.close();
            throw e;
        }
    }

    /**
     * {@return the proof that a request brings of the recovery phrase}
     *
     * @param context the request
     */
    public static Optional<PhraseProof> proof(Context context) {
        return Optional.ofNullable(context.header(PROOF_HEADER)).map(RequestKeys::proof);
    }

    /**
     * {@return a proof of the recovery phrase}
     *
     * @param text what the browser derived
     */
    public static PhraseProof proof(String text) {
        return PhraseProof.parse(text)
                .orElseThrow(() -> ByokException.of(ErrorCode.INVALID_REQUEST, "That is no proof of a recovery phrase")
                        .hint("it is what proof(tenant) of end-to-end.js gives: 43 characters of base64url")
                        .build());
    }

    /**
     * {@return the tenant with these keys}
     *
     * @param tenant who asks
     */
    public Tenant with(Tenant tenant) {
        Tenant unlocked = opened.isEmpty() ? tenant : tenant.unlock(opened);
        for (ProviderCredential key : whole) {
            unlocked = unlocked.with(key);
        }
        return unlocked;
    }

    private void add(JsonNode key, Tenant tenant) {
        if (key instanceof ObjectNode object && key.path("provider").isTextual()) {
            ProviderInfo info = tenant.credentials().fields(key.path("provider").textValue());
            JsonNode fields = key.path("fields");
            whole.add(whole(info, fields.isObject() ? fields : object.deepCopy().without("provider")));
        } else if (key.path("credential").isTextual() && key.path("opened").isObject() && key.size() == 2) {
            opened.add(key.path("credential").textValue(), key.path("opened"));
        } else {
            throw malformed();
        }
    }

    private static ProviderCredential whole(ProviderInfo info, JsonNode values) {
        ProviderCredential.Builder credential = ProviderCredential.builder(info.id());
        Map<String, String> open = new LinkedHashMap<>();
        values.properties().forEach(value -> {
            Field field = info.schema()
                    .field(value.getKey())
                    .orElseThrow(() -> ByokException.of(
                                    ErrorCode.INVALID_REQUEST, "The key of this request has a field that is not known")
                            .provider(info.id())
                            .hint("GET /v1/providers/fields tells which there are")
                            .build());
            String text = value.getValue().isTextual()
                    ? value.getValue().textValue().strip()
                    : value.getValue().toString();
            if (!text.isEmpty() && field.isSecret()) {
                credential.secret(field.name(), Secret.of(text));
            } else if (!text.isEmpty()) {
                open.put(field.name(), text);
            }
        });
        return credential.fields(open).build();
    }

    private static JsonNode decoded(String header) {
        try {
            JsonNode json = Json.readOrNull(new String(
                    Base64.getUrlDecoder()
                            .decode(header.strip().replace('+', '-').replace('/', '_')),
                    StandardCharsets.UTF_8));
            if (json != null) {
                return json;
            }
        } catch (IllegalArgumentException e) {
            // said below, without what was sent
        }
        throw malformed();
    }

    private static ByokException malformed() {
        return ByokException.of(ErrorCode.INVALID_REQUEST, "'" + HEADER + "' cannot be read")
                .hint("it is base64url of {\"provider\", \"fields\"} or of {\"credential\", \"opened\"}")
                .build();
    }

    /** Wipes them. */
    @Override
    public void close() {
        whole.forEach(ProviderCredential::close);
        opened.close();
    }
}
