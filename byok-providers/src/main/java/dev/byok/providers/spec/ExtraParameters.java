package dev.byok.providers.spec;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.field.CustomParameters;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * Writes the parameters that only one vendor has. Names that a dialect sets itself are refused, not ignored, and
 * compared without case, because some servers decode JSON names without case. So are names that this request has set.
 */
public final class ExtraParameters {

    private static final int DEEPEST = 16;

    private ExtraParameters() {}

    /**
     * Writes the parameters as members of the object that is being written.
     *
     * @param json where to
     * @param extra values by name
     * @throws IOException from the generator
     * @throws ByokException {@code INVALID_REQUEST} for a reserved name, a name that was written before, or a value
     *     that is no JSON
     */
    public static void write(JsonGenerator json, Map<String, Object> extra) throws IOException {
        for (Map.Entry<String, Object> entry : extra.entrySet()) {
            if (CustomParameters.isReserved(entry.getKey())) {
                throw refused("'" + entry.getKey() + "' is set by the library");
            }
            name(json, entry.getKey());
            value(json, entry.getValue(), 1);
        }
    }

    private static void name(JsonGenerator json, String name) throws IOException {
        try {
            json.writeFieldName(name);
        } catch (JsonGenerationException e) {
            throw refused("'" + name + "' is set twice");
        }
    }

    static void value(JsonGenerator json, Object value, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw refused("a value is nested deeper than " + DEEPEST + " levels");
        }
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                name(json, String.valueOf(entry.getKey()));
                value(json, entry.getValue(), depth + 1);
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                value(json, item, depth + 1);
            }
            json.writeEndArray();
        } else {
            throw refused("a value is neither text, number, boolean, list nor map");
        }
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw refused("JSON has no infinite numbers and no NaN");
            }
            json.writeNumber(value);
        } else if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static ByokException refused(String rule) {
        return ByokException.of(ErrorCode.INVALID_REQUEST, "An extra parameter is refused: " + rule)
                .hint("use the request's own setters, and extra(…) only for parameters that it does not have")
                .build();
    }
}
