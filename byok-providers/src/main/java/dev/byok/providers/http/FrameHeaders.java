package dev.byok.providers.http;

import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The headers of a frame of an event stream. Values of every type are read over; those of type text are kept. */
final class FrameHeaders {

    private FrameHeaders() {}

    /** The texts by name. */
    static Map<String, String> read(ByteBuffer headers) throws ProtocolException {
        Set<String> names = new HashSet<>();
        Map<String, String> texts = new HashMap<>();
        try {
            while (headers.hasRemaining()) {
                String name = text(headers, Byte.toUnsignedInt(headers.get()));
                if (name.isEmpty() || !names.add(name)) {
                    throw new ProtocolException("a frame has a header without a name, or one twice");
                }
                value(headers, name, texts);
            }
        } catch (BufferUnderflowException e) {
            throw new ProtocolException("a frame's headers are cut");
        }
        return texts;
    }

    private static void value(ByteBuffer headers, String name, Map<String, String> texts) throws ProtocolException {
        switch (headers.get()) {
            case 0, 1 -> {} // true and false
            case 2 -> bytes(headers, 1);
            case 3 -> bytes(headers, 2);
            case 4 -> bytes(headers, 4);
            case 5, 8 -> bytes(headers, 8); // a number, a time
            case 6 -> bytes(headers, Short.toUnsignedInt(headers.getShort()));
            case 7 -> texts.put(name, text(headers, Short.toUnsignedInt(headers.getShort())));
            case 9 -> bytes(headers, 16); // a UUID
            default -> throw new ProtocolException("a frame has a header of an unknown type");
        }
    }

    private static String text(ByteBuffer headers, int length) {
        return new String(bytes(headers, length), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer headers, int length) {
        byte[] bytes = new byte[length];
        headers.get(bytes);
        return bytes;
    }
}
