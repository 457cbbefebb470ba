package dev.byok.providers.http.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AWS Signature Version 4 in the {@code Authorization} header, over host, content type and body.
 *
 * <p>AWS's own signer is not used: it keeps the secret access keys of the last 300 tenants as text in a static cache, and
 * logs canonical requests with their session tokens. The tests hold this one against it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
public final class SigV4 {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int LENGTH_OF_DATE = 8;

    private SigV4() {}

    /**
     * What of a request is signed.
     *
     * @param method the HTTP method
     * @param host the value of the {@code Host} header
     * @param path the path as it is sent
     * @param query the query as it is sent; null for none
     * @param contentType the value of the {@code Content-Type} header; null when there is none
     * @param body as it is sent
     */
    public record Parts(
            String method,
            String host,
            String path,
            @Nullable String query,
            @Nullable String contentType,
            byte[] body) {}

    /**
     * What a signature is for.
     *
     * @param region for example {@code us-east-1}
     * @param service the service's signing name, for example {@code bedrock}
     */
    public record Scope(String region, String service) {}

    /** An access key in the clear, for as long as it takes to sign. */
    public static final class Key implements AutoCloseable {

        private final String id;
        private final byte[] secret;
        private final @Nullable String sessionToken;

        /**
         * Takes a key.
         *
         * @param id the access key id
         * @param secret the secret access key in UTF-8, which is overwritten when this is closed
         * @param sessionToken the token of a temporary key; null for a lasting one
         */
        public Key(String id, byte[] secret, @Nullable String sessionToken) {
            this.id = id;
            this.secret = secret;
            this.sessionToken = sessionToken;
        }

        /** Overwrites the secret. */
        @Override
        public void close() {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * {@return the headers to send besides those that are signed as they are}
     *
     * @param parts what is signed
     * @param key whose signature it is
     * @param scope what it is for
     * @param now the time of the signature; AWS takes one that is up to five minutes off
     */
    public static Map<String, String> sign(Parts parts, Key key, Scope scope, Instant now) {
        String time = TIME.format(now);
        String date = time.substring(0, LENGTH_OF_DATE);
        Map<String, String> added = new LinkedHashMap<>();
        added.put("x-amz-content-sha256", hex(sha256(parts.body())));
        added.put("x-amz-date", time);
        if (key.sessionToken != null) {
            added.put("x-amz-security-token", key.sessionToken);
        }
        SortedMap<String, String> signed = new TreeMap<>(added);
        signed.put("host", parts.host());
        if (parts.contentType() != null) {
            signed.put("content-type", parts.contentType());
        }
        String names = String.join(";", signed.keySet());
        String path = date + "/" + scope.region() + "/" + scope.service() + "/aws4_request";
        String toSign = String.join("\n", ALGORITHM, time, path, hex(sha256(utf8(canonical(parts, signed, names)))));
        String signature = hex(signature(key.secret, date, scope, toSign));
        added.put(
                "Authorization",
                ALGORITHM + " Credential=" + key.id + "/" + path + ", SignedHeaders=" + names + ", Signature="
                        + signature);
        return added;
    }

    private static String canonical(Parts parts, SortedMap<String, String> signed, String names) {
        StringBuilder request = new StringBuilder(parts.method())
                .append('\n')
                // every service but S3 encodes the path that is sent once more
                .append(CanonicalUrl.encode(parts.path(), true))
                .append('\n')
                .append(CanonicalUrl.query(parts.query()))
                .append('\n');
        signed.forEach((name, value) -> request.append(name)
                .append(':')
                .append(value.strip().replaceAll(" +", " "))
                .append('\n'));
        return request.append('\n')
                .append(names)
                .append('\n')
                .append(signed.get("x-amz-content-sha256"))
                .toString();
    }

    private static byte[] signature(byte[] secret, String date, Scope scope, String toSign) {
        byte[] first = new byte[4 + secret.length];
        System.arraycopy(utf8("AWS4"), 0, first, 0, 4);
        System.arraycopy(secret, 0, first, 4, secret.length);
        byte[] key = first;
        for (String part : new String[] {date, scope.region(), scope.service(), "aws4_request", toSign}) {
            byte[] next = hmac(key, part);
            Arrays.fill(key, (byte) 0);
            key = next;
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
