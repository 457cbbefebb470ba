package dev.byok.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.providers.spec.Json;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.CRC32;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads AWS's binary event streams: frames of a prelude (whole length, length of the headers, checksum of both), headers,
 * a payload and a checksum of all. Nothing is believed before its checksum was right.
 *
 * <p>What went wrong after the reply began comes in a frame too, of type {@code exception} or {@code error}. Both are given
 * out as an event called {@code exception} with the data {@code {"error":{"type":…,"message":…}}}.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">The format</a>
 */
final class FrameReader implements EventReader {

    static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    private static final String EXCEPTION = "exception";
    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;
    private static final int LONGEST_HEADERS = 128 << 10;

    private final BufferedSource source;
    private final long maxEvent;
    private String event = "";
    private byte[] data = {};
    private boolean cut;

    FrameReader(BufferedSource source, long maxEvent) {
        this.source = source;
        this.maxEvent = maxEvent;
    }

    @Override
    public boolean next() throws IOException {
        while (source.request(1)) {
            if (!source.request(PRELUDE)) {
                cut = true;
                return false;
            }
            CRC32 checksum = new CRC32();
            ByteBuffer prelude = read(PRELUDE, checksum);
            int headers = prelude.getInt(4);
            int rest = lengthAfter(prelude);
            if (!source.request(rest)) {
                cut = true;
                return false;
            }
            ByteBuffer frame = read(rest, checksum);
            byte[] payload = new byte[rest - CHECKSUM - headers];
            frame.get(headers, payload);
            if (take(FrameHeaders.read(frame.slice(0, headers)), payload)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String event() {
        return event;
    }

    @Override
    public byte[] data() {
        return data;
    }

    @Override
    public boolean isCut() {
        return cut;
    }

    // both parts of a frame end in the checksum of all before
    private ByteBuffer read(int length, CRC32 checksum) throws IOException {
        byte[] part = source.readByteArray(length);
        ByteBuffer buffer = ByteBuffer.wrap(part);
        checksum.update(part, 0, length - CHECKSUM);
        if ((int) checksum.getValue() != buffer.getInt(length - CHECKSUM)) {
            throw new ProtocolException("a frame's checksum is wrong");
        }
        checksum.update(part, length - CHECKSUM, CHECKSUM);
        return buffer;
    }

    private int lengthAfter(ByteBuffer prelude) throws IOException {
        long whole = Integer.toUnsignedLong(prelude.getInt(0));
        long headers = Integer.toUnsignedLong(prelude.getInt(4));
        if (whole < PRELUDE + headers + CHECKSUM || headers > LONGEST_HEADERS) {
            throw new ProtocolException("a frame's lengths contradict each other");
        }
        if (whole > maxEvent) {
            throw new TooLarge();
        }
        return (int) whole - PRELUDE;
    }

    // false for a frame of a type that was added later
    private boolean take(Map<String, String> headers, byte[] payload) {
        switch (headers.getOrDefault(":message-type", "")) {
            case "event" -> {
                event = headers.getOrDefault(":event-type", "");
                data = payload;
            }
            case EXCEPTION -> fail(headers.getOrDefault(":exception-type", ""), Json.readOrNull(payload));
            case "error" ->
                fail(
                        headers.getOrDefault(":error-code", ""),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("message", headers.getOrDefault(":error-message", "")));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void fail(String type, @Nullable JsonNode told) {
        ObjectNode error = told instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        error.put("type", type);
        event = EXCEPTION;
        data = Json.write(json -> {
            json.writeStartObject();
            json.writeFieldName("error");
            json.writeTree(error);
            json.writeEndObject();
        });
    }
}
