package dev.byok.internal.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Headers that a customer adds to every request, for a proxy in front of a vendor. None of them may say whose key is sent,
 * where a request goes or how long it is.
 */
public final class CustomHeaders {

    private static final int MOST = 32;
    private static final int LONGEST_VALUE = 4096;
    // every header as long as it may be, with room for blanks and JSON around it
    private static final int LONGEST = MOST * (LONGEST_VALUE + 512);
    // RFC 9110, section 5.6.2
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]*[\\x21-\\x7E])?");

    private static final Set<String> RESERVED = Set.of(
            "accept",
            "accept-encoding",
            "anthropic-version",
            "api-key",
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "forwarded",
            "host",
            "keep-alive",
            "openai-organization",
            "proxy-authorization",
            "proxy-connection",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-api-key",
            "x-goog-api-key",
            "x-real-ip",
            "x-subscription-token",
            "xi-api-key");
    private static final Set<String> RESERVED_STARTS = Set.of("x-amz-", "x-forwarded-", "x-goog-", "sec-", "proxy-");

    private CustomHeaders() {}

    /**
     * {@return the headers of a text, by name as it is written}
     *
     * @param text lines {@code name: value}, or a JSON object of texts
     * @throws MalformedField when it breaks a rule
     */
    public static Map<String, String> parse(CharSequence text) {
        if (text.length() > LONGEST) {
            throw new MalformedField("is " + text.length() + " characters long, and " + LONGEST + " are the most");
        }
        return JsonObjects.looksLikeOne(text) ? ofJson(text) : ofLines(text.toString());
    }

    /**
     * {@return the headers as lines, which {@link #parse} reads}
     *
     * @param headers by name
     */
    public static String lines(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    /**
     * {@return whether no customer may set a header}
     *
     * @param name without regard to case
     */
    public static boolean isReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RESERVED.contains(lower) || RESERVED_STARTS.stream().anyMatch(lower::startsWith);
    }

    private static Map<String, String> ofJson(CharSequence text) {
        Map<String, String> headers = new LinkedHashMap<>();
        int number = 0;
        for (Map.Entry<String, JsonNode> member : JsonObjects.read(text).entrySet()) {
            number++;
            if (!member.getValue().isTextual()) {
                throw new MalformedField("has a value that is no text, in member " + number);
            }
            add(headers, member.getKey(), member.getValue().textValue(), "member " + number);
        }
        return headers;
    }

    private static Map<String, String> ofLines(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new MalformedField("has no colon in line " + number + ": write name: value, one header a line");
            }
            add(
                    headers,
                    line.substring(0, colon).strip(),
                    line.substring(colon + 1).strip(),
                    "line " + number);
        }
        return headers;
    }

    private static void add(Map<String, String> headers, String name, String value, String where) {
        if (!NAME.matcher(name).matches()) {
            throw new MalformedField("has a header name that HTTP does not allow, in " + where);
        }
        if (isReserved(name)) {
            throw new MalformedField("may not set the header " + name.toLowerCase(Locale.ROOT) + ", in " + where);
        }
        if (value.length() > LONGEST_VALUE) {
            throw new MalformedField("has a value of more than " + LONGEST_VALUE + " characters, in " + where);
        }
        if (!VALUE.matcher(value).matches()) {
            throw new MalformedField("has a value that is empty or not printable ASCII, in " + where);
        }
        if (headers.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            throw new MalformedField("sets a header twice, in " + where);
        }
        if (headers.size() == MOST) {
            throw new MalformedField("has more than " + MOST + " headers");
        }
        headers.put(name, value);
    }
}
