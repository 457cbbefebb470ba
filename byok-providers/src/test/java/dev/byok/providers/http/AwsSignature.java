package dev.byok.providers.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** A request that claims to be signed, read as AWS would read it. */
public record AwsSignature(String method, HttpUrl url, Headers headers, byte[] body) {

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\S+)," + " SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");

    /** The id of the access key that it claims. */
    public String accessKeyId() {
        return authorization().group(1);
    }

    /** Date, region, service. */
    public String scope() {
        return authorization().group(2);
    }

    /** The names of the headers that are signed. */
    public List<String> signedHeaders() {
        return List.of(authorization().group(3).split(";"));
    }

    /** Whether the signature was made with the secret. */
    public boolean isOf(String secret) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope().split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of()
                .formatHex(hmac(key, stringToSign()))
                .equals(authorization().group(4));
    }

    /** What is signed. */
    String stringToSign() {
        return "AWS4-HMAC-SHA256\n" + headers.get("x-amz-date") + "\n" + scope() + "\n"
                + sha256(canonicalRequest().getBytes(StandardCharsets.UTF_8));
    }

    /** The request in the one form in which both sides sign it. */
    String canonicalRequest() {
        StringBuilder canonical = new StringBuilder(method + "\n");
        List<String> segments = new ArrayList<>();
        for (String segment : url.encodedPath().split("/", -1)) {
            segments.add(encoded(segment));
        }
        canonical.append(String.join("/", segments)).append('\n');
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < url.querySize(); i++) {
            String value = url.queryParameterValue(i);
            parameters.add(encoded(url.queryParameterName(i)) + "=" + (value == null ? "" : encoded(value)));
        }
        Collections.sort(parameters);
        canonical.append(String.join("&", parameters)).append('\n');
        for (String name : signedHeaders()) {
            List<String> values = headers.values(name);
            if (values.size() != 1) {
                throw new AssertionError(name + " is signed and stands there " + values.size() + " times");
            }
            canonical.append(name.toLowerCase(Locale.ROOT) + ":" + values.get(0) + "\n");
        }
        return canonical + "\n" + String.join(";", signedHeaders()) + "\n" + sha256(body);
    }

    private Matcher authorization() {
        Matcher matcher = AUTHORIZATION.matcher(String.valueOf(headers.get("Authorization")));
        if (!matcher.matches()) {
            throw new AssertionError("the request is not signed");
        }
        return matcher;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
