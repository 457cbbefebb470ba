package dev.byok.internal.credential;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.regex.Pattern;

/**
 * Makes ids of rows: {@code tp_} and 26 characters of lower-case Crockford base 32, which are 48 bits of milliseconds and
 * 80 random bits. They sort by time.
 */
final class CredentialIds {

    private static final String PREFIX = "tp_";
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final int RANDOM_BYTES = 10;
    private static final Pattern ID = Pattern.compile(PREFIX + "[0-9a-hjkmnp-tv-z]{" + LENGTH + "}");

    private final Clock clock;
    private final SecureRandom random;

    CredentialIds(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    String next() {
        byte[] tail = new byte[RANDOM_BYTES];
        random.nextBytes(tail);
        ByteBuffer bits = ByteBuffer.wrap(tail);
        long high = (clock.millis() << 16) | Short.toUnsignedLong(bits.getShort());
        long low = bits.getLong();
        char[] digits = new char[LENGTH];
        for (int at = LENGTH - 1; at >= 0; at--) {
            digits[at] = DIGITS.charAt((int) low & 31);
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return PREFIX + new String(digits);
    }

    /** {@return whether the text has the form of an id, and so may be shown in a message} */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
