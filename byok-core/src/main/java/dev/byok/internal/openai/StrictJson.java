package dev.byok.internal.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.internal.json.StrictReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON of callers: one value, no name twice, not too deep, and no piece of it in any message. */
final class StrictJson {

    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 64 << 20;

    private static final JsonMapper MAPPER = StrictReading.whole(DEEPEST, LONGEST_TEXT);

    private StrictJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode read(String json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JsonProcessingException | NumberFormatException e) {
            // Jackson's message repeats the text; the second one is for exponents that no decimal has
            throw new Misfit(
                    "the body",
                    "is no JSON that can be read: a name may stand once in an object, and " + DEEPEST
                            + " levels are the deepest");
        }
        if (node == null || !node.isObject()) {
            throw new Misfit("the body", "is not a JSON object");
        }
        return node;
    }

    /** {@return a JSON object that an application wrote as text; null when it is none} */
    static @Nullable JsonNode objectOrNull(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node != null && node.isObject() ? node : null;
        } catch (JsonProcessingException | NumberFormatException e) {
            return null;
        }
    }

    /** {@return a member that is there and not null} */
    static @Nullable JsonNode member(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    static @Nullable String text(JsonNode object, String name, String path) {
        JsonNode value = member(object, name);
        if (value != null && !value.isTextual()) {
            throw new Misfit(path + name, "is not a text");
        }
        return value == null ? null : value.textValue();
    }

    static String requireText(JsonNode object, String name, String path) {
        String text = text(object, name, path);
        if (text == null) {
            throw new Misfit(path + name, "is missing");
        }
        return text;
    }

    static boolean flag(JsonNode object, String name) {
        JsonNode value = member(object, name);
        if (value != null && !value.isBoolean()) {
            throw new Misfit(name, "is neither true nor false");
        }
        return value != null && value.booleanValue();
    }

    /** {@return plain Java values: texts, numbers, booleans, lists, maps; null members are left out} */
    static @Nullable Object plain(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(member -> {
                Object value = plain(member.getValue());
                if (value != null) {
                    map.put(member.getKey(), value);
                }
            });
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>(node.size());
            node.forEach(item -> {
                Object value = plain(item);
                if (value != null) {
                    list.add(value);
                }
            });
            return list;
        }
        return node.isTextual() ? node.textValue() : node.isBoolean() ? node.booleanValue() : node.numberValue();
    }
}
