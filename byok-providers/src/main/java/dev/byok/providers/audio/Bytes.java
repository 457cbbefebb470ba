package dev.byok.providers.audio;

import java.util.Arrays;

/** Pieces of bytes. */
final class Bytes {

    private static final byte[] NONE = {};

    private Bytes() {}

    static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    static byte[] from(byte[] bytes, int start) {
        return start == bytes.length ? NONE : Arrays.copyOfRange(bytes, start, bytes.length);
    }

    static int littleEndian16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }

    static long littleEndian32(byte[] bytes, int at) {
        return littleEndian16(bytes, at) | ((long) littleEndian16(bytes, at + 2) << 16);
    }

    static boolean hasText(byte[] bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
