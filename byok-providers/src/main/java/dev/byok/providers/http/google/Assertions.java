package dev.byok.providers.http.google;

import dev.byok.providers.spec.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Makes the signed statements of RFC 7523: a JWT with RS256. */
final class Assertions {

    /** Whom they are for, wherever they are sent. */
    private static final String AUDIENCE = "https://oauth2.googleapis.com/token";

    private static final Duration LONGEST = Duration.ofHours(1);

    private Assertions() {}

    static String signed(RSAPrivateKey key, String keyId, String email, List<String> scopes, Instant now) {
        byte[] header = Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("alg", "RS256");
            json.writeStringField("typ", "JWT");
            json.writeStringField("kid", keyId);
            json.writeEndObject();
        });
        byte[] claims = Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("iss", email);
            json.writeStringField("scope", String.join(" ", scopes));
            json.writeStringField("aud", AUDIENCE);
            json.writeNumberField("iat", now.getEpochSecond());
            json.writeNumberField("exp", now.plus(LONGEST).getEpochSecond());
            json.writeEndObject();
        });
        String statement = base64Url(header) + "." + base64Url(claims);
        return statement + "." + base64Url(signature(key, statement));
    }

    private static byte[] signature(RSAPrivateKey key, String statement) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(statement.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that could be read cannot sign");
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
