package dev.byok.internal.credential;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.byok.credential.Secret;
import dev.byok.internal.json.StrictReading;
import java.io.IOException;
import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's device sealed, after it was opened: a JSON object of {@code value}, {@code origin}, {@code version}
 * and {@code sealed_at}. The time is for the customer to see; members that are not known are left for later versions.
 *
 * @param value the secret
 * @param origin where it may be sent
 * @param version of the row's secrets that it was sealed for
 */
record SealedContent(Secret value, String origin, long version) {

    private static final JsonFactory STRICT =
            StrictReading.pieces(StreamReadConstraints.DEFAULT_MAX_DEPTH, StreamReadConstraints.DEFAULT_MAX_STRING_LEN);

    /** {@return the content, which owns its secret; null when it is no such object} */
    static @Nullable SealedContent read(byte[] json) {
        Reading reading = new Reading();
        try (JsonParser parser = STRICT.createParser(json)) {
            return reading.read(parser);
        } catch (IOException e) {
            // Jackson's message may repeat the value
            reading.close();
            return null;
        }
    }

    private static final class Reading {

        private @Nullable Secret value;
        private @Nullable String origin;
        private long version;

        @Nullable
        SealedContent read(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                member(name, parser.nextToken(), parser);
            }
            if (parser.nextToken() != null || value == null || origin == null || version < 1) {
                close();
                return null;
            }
            return new SealedContent(value, origin, version);
        }

        private void member(String name, JsonToken token, JsonParser parser) throws IOException {
            if (name.equals("value") && token == JsonToken.VALUE_STRING) {
                value = Secret.of(
                        CharBuffer.wrap(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));
            } else if (name.equals("origin") && token == JsonToken.VALUE_STRING) {
                origin = parser.getText();
            } else if (name.equals("version") && token == JsonToken.VALUE_NUMBER_INT) {
                version = parser.getLongValue();
            } else {
                parser.skipChildren();
            }
        }

        void close() {
            if (value != null) {
                value.close();
            }
        }
    }
}
