package dev.byok.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/**
 * Writes AWS's event streams, from a text that people can read: one JSON object a line with {@code headers} and {@code
 * payload}. A payload with a member {@code $bytes} is one of InvokeModel: what stands there is sent in base64. Lines that
 * begin with {@code #} are remarks.
 */
public final class Frames {

    private Frames() {}

    /** The stream of a text. */
    public static byte[] ofLines(String text) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            JsonNode frame = Json.readOrNull(line);
            if (frame == null) {
                throw new IllegalArgumentException("no JSON: " + line);
            }
            stream.writeBytes(frame(frame));
        });
        return stream.toByteArray();
    }

    private static byte[] frame(JsonNode frame) {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        for (Map.Entry<String, JsonNode> header : frame.get("headers").properties()) {
            headers.writeBytes(text(header.getKey(), header.getValue().textValue()));
        }
        return of(headers.toByteArray(), payload(frame.get("payload")));
    }

    private static byte[] payload(JsonNode payload) {
        if (payload == null) {
            return new byte[0];
        }
        if (!payload.has("$bytes")) {
            return payload.isTextual() ? utf8(payload.textValue()) : utf8(payload.toString());
        }
        JsonNode inner = payload.get("$bytes");
        String bytes =
                Base64.getEncoder().encodeToString(utf8(inner.isTextual() ? inner.textValue() : inner.toString()));
        return utf8("{\"bytes\":\"" + bytes + "\",\"p\":\"abcdefghij\"}");
    }

    /** A header that is a text. */
    static byte[] text(String name, String value) {
        return header(name, 7, out -> {
            byte[] bytes = utf8(value);
            out.writeShort(bytes.length);
            out.write(bytes);
        });
    }

    /** A header of any type. */
    static byte[] header(String name, int type, Writing value) {
        return written(out -> {
            out.writeByte(utf8(name).length);
            out.write(utf8(name));
            out.writeByte(type);
            value.to(out);
        });
    }

    /** A frame. */
    static byte[] of(byte[] headers, byte[] payload) {
        byte[] lengths = written(out -> {
            out.writeInt(16 + headers.length + payload.length);
            out.writeInt(headers.length);
        });
        byte[] all = written(out -> {
            out.write(lengths);
            out.writeInt(checksum(lengths));
            out.write(headers);
            out.write(payload);
        });
        return written(out -> {
            out.write(all);
            out.writeInt(checksum(all));
        });
    }

    /** A frame with an event. */
    static byte[] event(String type, String payload) {
        byte[] headers = written(out -> {
            out.write(text(":event-type", type));
            out.write(text(":content-type", "application/json"));
            out.write(text(":message-type", "event"));
        });
        return of(headers, utf8(payload));
    }

    static int checksum(byte[] bytes) {
        Checksum checksum = new CRC32();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    static byte[] written(Writing what) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            what.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes something. */
    @FunctionalInterface
    interface Writing {

        void to(DataOutputStream out) throws IOException;
    }
}
