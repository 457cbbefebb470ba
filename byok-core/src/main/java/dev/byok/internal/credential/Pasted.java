package dev.byok.internal.credential;

import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A typed value without what pasting adds at its ends: white space of every kind, byte order marks, zero-width
 * characters. It makes no {@code String} of a key, and {@link #close()} wipes what it holds.
 */
final class Pasted implements AutoCloseable {

    private final char[] chars;
    private final CharBuffer text;

    private Pasted(CharBuffer decoded) {
        this.chars = decoded.array();
        int from = 0;
        int to = decoded.limit();
        while (from < to && isStripped(chars[from])) {
            from++;
        }
        while (to > from && isStripped(chars[to - 1])) {
            to--;
        }
        this.text = CharBuffer.wrap(chars, from, to - from);
    }

    static Pasted of(Secret typed) {
        byte[] utf8 = typed.revealUtf8(SecretAccess.grant());
        Pasted pasted = new Pasted(StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8)));
        Arrays.fill(utf8, (byte) 0);
        return pasted;
    }

    static String strip(String typed) {
        return new Pasted(CharBuffer.wrap(typed.toCharArray())).text.toString();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    CharSequence text() {
        return text;
    }

    /** {@return the text as a secret; it must be ASCII} */
    Secret toSecret() {
        byte[] ascii = new byte[text.length()];
        for (int at = 0; at < ascii.length; at++) {
            ascii[at] = (byte) text.charAt(at);
        }
        return Secret.takingUtf8(ascii);
    }

    @Override
    public void close() {
        Arrays.fill(chars, '\0');
    }

    // Unicode's White_Space (all of it is in the BMP) and the invisible characters that editors and shells add
    private static boolean isStripped(char c) {
        return Character.isSpaceChar(c)
                || (c >= '\t' && c <= '\r')
                || c == '\u0085'
                || (c >= '\u200B' && c <= '\u200D')
                || c == '\u2060'
                || c == '\uFEFF';
    }
}
