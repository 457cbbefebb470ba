package dev.byok.crypto.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.byok.spi.SealContext;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sealed key as it is stored: {@code bks1.} and the base64url of a header of nine bytes and a Tink ciphertext, which
 * starts with the id of its master key.
 *
 * <p>The header is {@code BKS}, a format byte, a suite byte and the generation of the tenant's salt. Suite 1 is
 * HKDF-SHA256 to AES-256-GCM.
 */
public final class SealedText {

    static final int HEADER_BYTES = 9;

    private static final String PREFIX = "bks1.";
    private static final Pattern ANY_VERSION = Pattern.compile("bks[1-9][0-9]{0,3}\\.");
    private static final byte[] MAGIC = "BKS".getBytes(US_ASCII);
    private static final byte FORMAT = 1;
    private static final byte SUITE = 1;
    // nine bytes are twelve characters with no bits left over, so header and ciphertext decode apart
    private static final int HEADER_CHARACTERS = HEADER_BYTES / 3 * 4;
    private static final int TINK_PREFIX = 1;
    // six bytes: Tink's prefix, the key's id, and one more, so that no bits are left over
    private static final int KEY_ID_CHARACTERS = 8;
    private static final int MIN_CIPHERTEXT = 1 + Integer.BYTES + 12 + 16;

    private final long generation;
    private final int keyId;
    private final byte[] ciphertext;

    private SealedText(long generation, int keyId, byte[] ciphertext) {
        this.generation = generation;
        this.keyId = keyId;
        this.ciphertext = ciphertext;
    }

    static FieldWriter header(FieldWriter writer, long generation) {
        return writer.raw(MAGIC).u16(FORMAT << 8 | SUITE).u32(generation);
    }

    /**
     * {@return the text to store}
     *
     * @param generation the generation of the tenant's salt
     * @param ciphertext what Tink made
     */
    public static String write(long generation, byte[] ciphertext) {
        byte[] blob = header(new FieldWriter(HEADER_BYTES + ciphertext.length), generation)
                .raw(ciphertext)
                .toByteArray();
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(blob);
    }

    /**
     * {@return the parts of a stored text; nothing of them is authenticated yet}
     *
     * @param sealed the stored text
     * @param context where the key belongs, to name it in the exception
     * @throws dev.byok.ByokException {@code UNDECRYPTABLE} when this version cannot read it
     */
    public static SealedText parse(String sealed, SealContext context) {
        if (!sealed.startsWith(PREFIX)) {
            boolean newer = ANY_VERSION.matcher(sealed).lookingAt();
            throw newer ? Undecryptable.newerFormat(context) : Undecryptable.malformed(context);
        }
        int split = PREFIX.length() + HEADER_CHARACTERS;
        if (sealed.length() < split) {
            throw Undecryptable.malformed(context);
        }
        byte @Nullable [] header = Base64Url.decode(sealed, PREFIX.length(), split);
        byte @Nullable [] ciphertext = Base64Url.decode(sealed, split, sealed.length());
        if (header == null || ciphertext == null || !startsWithMagic(header)) {
            throw Undecryptable.malformed(context);
        }
        if (header[3] != FORMAT || header[4] != SUITE) {
            throw Undecryptable.newerFormat(context);
        }
        if (ciphertext.length < MIN_CIPHERTEXT || ciphertext[0] != TINK_PREFIX) {
            throw Undecryptable.malformed(context);
        }
        return new SealedText(Integer.toUnsignedLong(int32(header, 5)), int32(ciphertext, 1), ciphertext);
    }

    /**
     * {@return the id of the master key that a stored text names; empty when this version cannot read the text}
     *
     * @param sealed the stored text
     */
    public static OptionalInt keyId(String sealed) {
        int from = PREFIX.length() + HEADER_CHARACTERS;
        int to = from + KEY_ID_CHARACTERS;
        if (!sealed.startsWith(PREFIX) || sealed.length() < to) {
            return OptionalInt.empty();
        }
        byte @Nullable [] header = Base64Url.decode(sealed, PREFIX.length(), from);
        byte @Nullable [] start = Base64Url.decode(sealed, from, to);
        if (header == null || start == null || !startsWithMagic(header)) {
            return OptionalInt.empty();
        }
        boolean known = header[3] == FORMAT && header[4] == SUITE && start[0] == TINK_PREFIX;
        return known ? OptionalInt.of(int32(start, 1)) : OptionalInt.empty();
    }

    private static boolean startsWithMagic(byte[] header) {
        return header[0] == MAGIC[0] && header[1] == MAGIC[1] && header[2] == MAGIC[2];
    }

    private static int int32(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF);
    }

    /** {@return the generation of the tenant's salt that it was sealed with} */
    public long generation() {
        return generation;
    }

    /** {@return the id of the master key that it was sealed with} */
    public int keyId() {
        return keyId;
    }

    /** {@return what Tink opens; not a copy} */
    public byte[] ciphertext() {
        return ciphertext;
    }
}
