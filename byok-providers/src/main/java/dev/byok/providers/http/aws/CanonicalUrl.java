package dev.byok.providers.http.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one way of writing a URL in which both sides sign it. */
final class CanonicalUrl {

    private static final String UNRESERVED = "-._~";

    private CanonicalUrl() {}

    /** Encodes everything but the characters that RFC 3986 calls unreserved. */
    static String encode(String text, boolean keepSlash) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (isUnreserved(c) || (c == '/' && keepSlash)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    /** The parameters sorted by their encoded names, then values; one without a value has an empty one. */
    static String query(@Nullable String sent) {
        if (sent == null || sent.isEmpty()) {
            return "";
        }
        return Arrays.stream(sent.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .map(pair -> new String[] {again(pair[0]), pair.length == 1 ? "" : again(pair[1])})
                .sorted(Comparator.<String[], String>comparing(pair -> pair[0]).thenComparing(pair -> pair[1]))
                .map(pair -> pair[0] + "=" + pair[1])
                .collect(Collectors.joining("&"));
    }

    // a plus sign in a query is one: only forms mean a blank by it
    private static String again(String sent) {
        return encode(URLDecoder.decode(sent.replace("+", "%2B"), StandardCharsets.UTF_8), false);
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }
}
