package dev.byok.examples.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** JSON in and out. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonMapper.builder()
                    .build()
                    .getFactory()
                    .rebuild()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // a message with a piece of the document in it could hold a key
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * {@return plain values as a record}
     *
     * @param value maps, lists, texts, numbers
     * @param type the record
     * @param <T> the record
     * @throws IllegalArgumentException when they do not fit, or a member is not known
     */
    public static <T> T convert(Object value, Class<T> type) {
        return MAPPER.convertValue(value, type);
    }

    /** {@return an empty object} */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * {@return a document; null when the text is not one JSON value, or names a member twice}
     *
     * @param text JSON
     */
    public static @Nullable JsonNode readOrNull(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /**
     * {@return a request's body, which is a JSON object}
     *
     * @param context the request
     */
    public static ObjectNode body(Context context) {
        String text = Bodies.text(context, Bodies.SMALL);
        if (readOrNull(text) instanceof ObjectNode object) {
            return object;
        }
        throw ByokException.of(ErrorCode.INVALID_REQUEST, "The body is not a JSON object")
                .hint("send Content-Type: application/json and one object, in which no name stands twice")
                .build();
    }

    /**
     * {@return a member's text; empty when it is missing or null}
     *
     * @param object a body
     * @param name the member
     */
    public static Optional<String> text(JsonNode object, String name) {
        JsonNode member = object.path(name);
        if (member.isMissingNode() || member.isNull()) {
            return Optional.empty();
        }
        if (!member.isTextual()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "'" + name + "' is not a text")
                    .build();
        }
        return Optional.of(member.textValue());
    }

    /**
     * {@return a member's text}
     *
     * @param object a body
     * @param name the member
     */
    public static String requireText(JsonNode object, String name) {
        return text(object, name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> ByokException.of(ErrorCode.INVALID_REQUEST, "'" + name + "' is missing")
                        .build());
    }

    /**
     * {@return whether a member is true; empty when it is missing or null}
     *
     * @param object a body
     * @param name the member
     */
    public static Optional<Boolean> flag(JsonNode object, String name) {
        JsonNode member = object.path(name);
        if (member.isMissingNode() || member.isNull()) {
            return Optional.empty();
        }
        if (!member.isBoolean()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "'" + name + "' is true or false")
                    .build();
        }
        return Optional.of(member.booleanValue());
    }

    /**
     * {@return a member's number; empty when it is missing or null}
     *
     * @param object a body
     * @param name the member
     */
    public static OptionalDouble number(JsonNode object, String name) {
        JsonNode member = object.path(name);
        if (member.isMissingNode() || member.isNull()) {
            return OptionalDouble.empty();
        }
        if (!member.isNumber()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "'" + name + "' is a number")
                    .build();
        }
        return OptionalDouble.of(member.doubleValue());
    }

    /**
     * Answers.
     *
     * @param context the request
     * @param status the HTTP status
     * @param body the answer
     */
    public static void reply(Context context, int status, JsonNode body) {
        reply(context, status, body.toString());
    }

    /**
     * Answers.
     *
     * @param context the request
     * @param status the HTTP status
     * @param json the answer
     */
    public static void reply(Context context, int status, String json) {
        context.status(status).contentType("application/json").result(json.getBytes(StandardCharsets.UTF_8));
    }
}
