package dev.byok.providers.spec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.io.IOException;

/** Writes JSON that an application wrote as text, after checking that it is what it should be. */
public final class SchemaJson {

    private SchemaJson() {}

    /**
     * Writes an object.
     *
     * @param json where to
     * @param text a JSON object
     * @param what what it is, for the message
     * @throws IOException from the generator
     * @throws ByokException {@code INVALID_REQUEST} when it is not a JSON object
     */
    public static void writeObject(JsonGenerator json, String text, String what) throws IOException {
        json.writeTree(read(text, what));
    }

    /**
     * {@return an object as a text on one line, for vendors that want it so}
     *
     * @param text a JSON object
     * @param what what it is, for the message
     * @throws ByokException {@code INVALID_REQUEST} when it is not a JSON object
     */
    public static String object(String text, String what) {
        return read(text, what).toString();
    }

    private static JsonNode read(String text, String what) {
        JsonNode node = Json.readOrNull(text);
        if (node == null || !node.isObject()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, what + " is not a JSON object")
                    .hint("give a JSON object as text, in braces")
                    .build();
        }
        return node;
    }
}
