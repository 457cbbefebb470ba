package dev.byok.crypto.internal;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes fields with their length in front, so that no two lists of fields have the same bytes, and text as strict
 * UTF-8, so that no two texts have: {@code String.getBytes} turns every lone surrogate into a question mark.
 */
final class FieldWriter {

    private static final int MAX_FIELD = 0xFFFF;

    private byte[] bytes;
    private int size;

    /**
     * Starts to write.
     *
     * @param expected the size when all text is ASCII; anything else grows it
     */
    FieldWriter(int expected) {
        bytes = new byte[expected];
    }

    /**
     * {@return the bytes that a field of this many takes}
     *
     * @param length the bytes in it
     */
    static int sizeOf(int length) {
        return Short.BYTES + length;
    }

    FieldWriter raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    FieldWriter u16(int value) {
        reserve(Short.BYTES);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    FieldWriter u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    FieldWriter field(String name, byte[] value) {
        if (value.length > MAX_FIELD) {
            throw tooLong(name);
        }
        return u16(value.length).raw(value);
    }

    FieldWriter field(String name, String value) {
        int length = value.length();
        if (length > MAX_FIELD) {
            throw tooLong(name);
        }
        reserve(sizeOf(length));
        int start = size + Short.BYTES;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return field(name, strictUtf8(name, value));
            }
            bytes[start + i] = (byte) c;
        }
        u16(length);
        size += length;
        return this;
    }

    byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    static byte[] strictUtf8(String name, String value) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(value));
            byte[] utf8 = new byte[encoded.remaining()];
            encoded.get(utf8);
            return utf8;
        } catch (CharacterCodingException e) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "The " + name + " has half of a surrogate pair in it")
                    .hint("give well-formed Unicode text; a cut emoji is the usual reason")
                    .build();
        }
    }

    private static ByokException tooLong(String name) {
        return ByokException.of(
                        ErrorCode.INVALID_REQUEST, "The " + name + " has more than " + MAX_FIELD + " bytes in UTF-8")
                .hint("use a shorter one; it is part of what a stored key is bound to")
                .build();
    }
}
