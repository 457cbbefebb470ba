package dev.byok.providers.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reading and writing of JSON, with limits and without values in messages. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(20_000_000)
                            .build())
                    // a message with a piece of the document in it could hold a key
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // of two members with one name every server takes another one
                    .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(?:\\.[0-9]{1,20})?");

    private Json() {}

    /** Writes a document. */
    @FunctionalInterface
    public interface Writer {

        /**
         * Writes.
         *
         * @param json where to
         * @throws IOException never in practice: the document goes to memory
         */
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * {@return a document}
     *
     * @param bytes in UTF-8
     * @throws MalformedReply when it is not one JSON value
     */
    public static JsonNode read(byte[] bytes) {
        JsonNode node = readOrNull(bytes);
        if (node == null) {
            throw new MalformedReply("the reply is not JSON");
        }
        return node;
    }

    /**
     * {@return a document, or null when the bytes are not one JSON value}
     *
     * @param bytes in UTF-8
     */
    public static @Nullable JsonNode readOrNull(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return node == null || node.isMissingNode() ? null : node;
        } catch (IOException e) {
            // not only malformed JSON: bytes that look like UTF-32 and are none
            return null;
        }
    }

    /**
     * {@return a document that the application wrote, or null when it is not one JSON value}
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
     * {@return a document in UTF-8}
     *
     * @param writer writes it
     */
    public static byte[] write(Writer writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * {@return a member's text, when it is there and is text}
     *
     * @param node an object
     * @param name the member
     */
    public static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(textOrNull(node, name));
    }

    /**
     * {@return a member's text, or null when it is missing or no text}
     *
     * @param node an object
     * @param name the member
     */
    public static @Nullable String textOrNull(JsonNode node, String name) {
        JsonNode member = node.get(name);
        return member == null || !member.isTextual() ? null : member.textValue();
    }

    /**
     * {@return a member's whole number, when it is there and is one}
     *
     * @param node an object
     * @param name the member
     */
    public static OptionalLong number(JsonNode node, String name) {
        JsonNode member = node.get(name);
        return member == null || !member.isIntegralNumber() || !member.canConvertToLong()
                ? OptionalLong.empty()
                : OptionalLong.of(member.longValue());
    }

    /**
     * {@return a number as a decimal; empty when it is none, or so large that it was read as infinite}
     *
     * @param number a number
     */
    public static Optional<BigDecimal> decimal(JsonNode number) {
        return number.isNumber() && Double.isFinite(number.doubleValue())
                ? Optional.of(number.decimalValue())
                : Optional.empty();
    }

    /**
     * {@return a member's decimal number, when it is there and is one, or the text of one; for amounts of money}
     *
     * @param node an object
     * @param name the member
     */
    public static Optional<BigDecimal> decimal(JsonNode node, String name) {
        JsonNode member = node.path(name);
        if (member.isNumber()) {
            return decimal(member);
        }
        return text(node, name).filter(text -> DECIMAL.matcher(text).matches()).map(BigDecimal::new);
    }

    /**
     * {@return a member's text}
     *
     * @param node an object
     * @param name the member
     * @throws MalformedReply when it is not there
     */
    public static String required(JsonNode node, String name) {
        return text(node, name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new MalformedReply("there is no " + name));
    }

    /**
     * {@return a member that is a list}
     *
     * @param node an object
     * @param name the member
     * @throws MalformedReply when there is none
     */
    public static JsonNode list(JsonNode node, String name) {
        JsonNode list = node.get(name);
        if (list == null || !list.isArray()) {
            throw new MalformedReply("there is no list of " + name);
        }
        return list;
    }

    /**
     * {@return whether a member is a list in which a word stands}
     *
     * @param node an object
     * @param name the member
     * @param word the word
     */
    public static boolean has(JsonNode node, String name, String word) {
        return node.path(name).valueStream().anyMatch(item -> word.equals(item.textValue()));
    }

    /**
     * {@return a member's whole number, or 0}
     *
     * @param node an object
     * @param name the member
     */
    public static long longOrZero(JsonNode node, String name) {
        JsonNode member = node.get(name);
        return member == null || !member.isNumber() ? 0 : Math.max(0, member.longValue());
    }
}
