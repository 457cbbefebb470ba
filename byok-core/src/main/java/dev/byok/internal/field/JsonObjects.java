package dev.byok.internal.field;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.byok.internal.json.StrictReading;
import java.util.LinkedHashMap;
import java.util.Map;

/** Strict reading of JSON that people typed: one object, no name twice, not too deep. */
public final class JsonObjects {

    private static final int DEEPEST = 16;

    private static final JsonMapper STRICT = StrictReading.whole(DEEPEST, StreamReadConstraints.DEFAULT_MAX_STRING_LEN);

    private JsonObjects() {}

    static boolean looksLikeOne(CharSequence text) {
        return text.length() > 0 && text.charAt(0) == '{';
    }

    /**
     * {@return the members of the object that a text is}
     *
     * @param text JSON
     * @throws MalformedField when it is none, or no object, or has a name twice
     */
    public static Map<String, JsonNode> read(CharSequence text) {
        JsonNode node;
        try {
            node = STRICT.readTree(text.toString());
        } catch (StreamConstraintsException e) {
            // it has no location
            throw new MalformedField(
                    "is nested deeper than " + DEEPEST + " levels, or has a number of too many digits");
        } catch (NumberFormatException e) {
            // Jackson throws it for exponents that no decimal has, with the number in it
            throw new MalformedField("has a number with too large an exponent");
        } catch (JsonProcessingException e) {
            // Jackson's message repeats the text
            throw new MalformedField(
                    "is no valid JSON: see line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
        if (!node.isObject()) {
            throw new MalformedField("is JSON, but no object");
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    /** {@return a line's value as JSON if it is a scalar of JSON, else as a text} */
    static JsonNode scalar(String text) {
        try {
            JsonNode node = STRICT.readTree(text);
            if (node != null && node.isValueNode() && !node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException | NumberFormatException e) {
            // it is a text that needs no quotes
        }
        return STRICT.getNodeFactory().textNode(text);
    }

    /** {@return whether a number in it is beyond the range of a double, which other readers take for infinite} */
    static boolean hasInfinity(JsonNode node) {
        if (node.isNumber()) {
            return Double.isInfinite(node.doubleValue());
        }
        for (JsonNode child : node) {
            if (hasInfinity(child)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return an object as JSON}
     *
     * @param members its members
     */
    public static String write(Map<String, JsonNode> members) {
        return STRICT.createObjectNode().setAll(members).toString();
    }
}
