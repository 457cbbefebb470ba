package dev.byok.crypto.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads base64url without padding, and only in its one canonical spelling: the JDK's decoder also takes padding and
 * trailing bits that are not zero, so that one sealed text could be written in several ways.
 */
final class Base64Url {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private Base64Url() {}

    /**
     * {@return the bytes that a part of a text stands for, or null when it is not canonical base64url}
     *
     * @param text the text
     * @param from where the part starts
     * @param to where it ends
     */
    static byte @Nullable [] decode(String text, int from, int to) {
        int characters = to - from;
        int rest = characters % 4;
        if (rest == 1) {
            return null;
        }
        byte[] bytes = new byte[characters / 4 * 3 + (rest == 0 ? 0 : rest - 1)];
        int written = 0;
        int bits = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            if (value < 0) {
                return null;
            }
            bits = bits << 6 | value;
            count += 6;
            if (count >= 8) {
                count -= 8;
                bytes[written++] = (byte) (bits >> count);
            }
        }
        boolean trailingBits = (bits & ((1 << count) - 1)) != 0;
        return trailingBits ? null : bytes;
    }
}
