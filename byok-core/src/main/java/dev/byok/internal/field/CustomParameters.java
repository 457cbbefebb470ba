package dev.byok.internal.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Members that a caller or a customer adds to the JSON of requests. Names that a dialect writes itself are refused. */
public final class CustomParameters {

    private static final int LONGEST = 64 << 10;

    private static final Set<String> RESERVED = Set.of(
            "model",
            "messages",
            "input",
            "prompt",
            "contents",
            "system",
            "stream",
            "stream_options",
            "tools",
            "tool_choice",
            "response_format",
            "api_key",
            "apikey",
            "key",
            "token",
            "api_base",
            "base_url",
            "endpoint",
            "headers",
            "extra_body",
            "extra_headers");

    private CustomParameters() {}

    /**
     * {@return whether a name is the library's own, whatever its case}
     *
     * @param name the name of a top-level member
     */
    public static boolean isReserved(String name) {
        return RESERVED.contains(folded(name));
    }

    /**
     * {@return a name as servers read it that decode JSON names without regard to case}
     *
     * @param name the name of a member
     */
    public static String folded(String name) {
        // upper case first: of the letters that fold to an ASCII one, the long s has no other lower case than itself
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the parameters of a text as a JSON object}
     *
     * @param text lines {@code name: value}, where a value is a number, true, false, null or a text; or a JSON object
     * @throws MalformedField when it breaks a rule
     */
    public static String parse(CharSequence text) {
        if (text.length() > LONGEST) {
            throw new MalformedField("is " + text.length() + " characters long, and " + LONGEST + " are the most");
        }
        Map<String, JsonNode> parameters =
                JsonObjects.looksLikeOne(text) ? JsonObjects.read(text) : ofLines(text.toString());
        parameters.forEach(CustomParameters::check);
        return JsonObjects.write(parameters);
    }

    private static void check(String name, JsonNode value) {
        if (name.isBlank()) {
            throw new MalformedField("has a parameter without a name");
        }
        if (isReserved(name)) {
            throw new MalformedField("may not set '" + folded(name) + "', which the library sets");
        }
        if (JsonObjects.hasInfinity(value)) {
            throw new MalformedField("has a number that is too large");
        }
    }

    private static Map<String, JsonNode> ofLines(String text) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip();
            if (name.isEmpty()) {
                throw new MalformedField(
                        "has no name and colon in line " + number + ": write name: value, one parameter a line");
            }
            if (parameters.put(
                            name, JsonObjects.scalar(line.substring(colon + 1).strip()))
                    != null) {
                throw new MalformedField("sets a parameter twice, in line " + number);
            }
        }
        return parameters;
    }
}
