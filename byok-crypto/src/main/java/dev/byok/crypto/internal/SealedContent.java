package dev.byok.crypto.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What is sealed on a customer's device besides the secret: a JSON object of {@code value}, {@code origin}, {@code
 * version} and {@code sealed_at}. Written into bytes and never into a string, so that it can be overwritten.
 */
public final class SealedContent {

    private static final int WORST = 6;

    private final byte[] bytes;
    private int size;

    private SealedContent(int capacity) {
        bytes = new byte[capacity];
    }

    /**
     * {@return the content, which the caller overwrites}
     *
     * @param value the secret in UTF-8
     * @param origin where it may be sent
     * @param version of the row's secrets
     * @param sealedAt now, for the customer to see
     */
    public static byte[] of(byte[] value, String origin, long version, Instant sealedAt) {
        byte[] place = origin.getBytes(UTF_8);
        String tail = ",\"version\":" + version + ",\"sealed_at\":\"" + sealedAt + "\"}";
        SealedContent content = new SealedContent(64 + WORST * (value.length + place.length) + tail.length());
        content.raw("{\"value\":\"")
                .text(value)
                .raw("\",\"origin\":\"")
                .text(place)
                .raw("\"" + tail);
        byte[] exact = Arrays.copyOf(content.bytes, content.size);
        Arrays.fill(content.bytes, (byte) 0);
        return exact;
    }

    private SealedContent raw(String ascii) {
        for (byte b : ascii.getBytes(US_ASCII)) {
            bytes[size++] = b;
        }
        return this;
    }

    private SealedContent text(byte[] utf8) {
        for (byte b : utf8) {
            if (b == '"' || b == '\\') {
                bytes[size++] = '\\';
                bytes[size++] = b;
            } else if (b >= 0 && b < ' ') {
                raw("\\u00" + HexFormat.of().toHexDigits(b));
            } else {
                bytes[size++] = b;
            }
        }
        return this;
    }
}
