package dev.byok.crypto.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.byok.spi.EndToEndContext;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An end-to-end encrypted key as it is stored: {@code bke1.} and the base64url of a header of 81 bytes and the
 * ciphertext with its tag.
 *
 * <p>The header is {@code BKE}, a format byte, a suite byte, a salt, a commitment to the key, and the nonce. Suite 1 is
 * BIP-39's seed, HKDF-SHA256 and AES-256-GCM.
 */
final class EndToEndText {

    static final int SALT_BYTES = 32;
    static final int COMMITMENT_BYTES = 32;
    static final int NONCE_BYTES = 12;

    private static final String PREFIX = "bke1.";
    private static final Pattern ANY_VERSION = Pattern.compile("bke[1-9][0-9]{0,3}\\.");
    private static final byte[] MAGIC = "BKE".getBytes(US_ASCII);
    private static final byte FORMAT = 1;
    private static final byte SUITE = 1;
    private static final int SALT_AT = 5;
    private static final int COMMITMENT_AT = SALT_AT + SALT_BYTES;
    private static final int NONCE_AT = COMMITMENT_AT + COMMITMENT_BYTES;
    private static final int HEADER_BYTES = NONCE_AT + NONCE_BYTES;
    private static final int TAG_BYTES = 16;
    private static final String PURPOSE = "byok.e2e";
    private static final String SCHEMA = "1";
    private static final int FIELDS = 6;

    private final byte[] header;
    private final byte[] ciphertext;

    private EndToEndText(byte[] header, byte[] ciphertext) {
        this.header = header;
        this.ciphertext = ciphertext;
    }

    static byte[] header(byte[] salt, byte[] commitment, byte[] nonce) {
        return new FieldWriter(HEADER_BYTES)
                .raw(MAGIC)
                .u16(FORMAT << 8 | SUITE)
                .raw(salt)
                .raw(commitment)
                .raw(nonce)
                .toByteArray();
    }

    static String write(byte[] header, byte[] ciphertext) {
        byte[] blob = Arrays.copyOf(header, HEADER_BYTES + ciphertext.length);
        System.arraycopy(ciphertext, 0, blob, HEADER_BYTES, ciphertext.length);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(blob);
    }

    /**
     * {@return the parts of a stored text; nothing of them is authenticated yet}
     *
     * @throws dev.byok.ByokException {@code UNDECRYPTABLE} when this version cannot read it
     */
    static EndToEndText parse(String sealed, EndToEndContext context) {
        if (!sealed.startsWith(PREFIX)) {
            boolean newer = ANY_VERSION.matcher(sealed).lookingAt();
            throw newer ? EndToEndRefusal.newerFormat(context) : EndToEndRefusal.malformed(context);
        }
        byte @Nullable [] blob = Base64Url.decode(sealed, PREFIX.length(), sealed.length());
        if (blob == null || blob.length < SALT_AT || !Arrays.equals(blob, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw EndToEndRefusal.malformed(context);
        }
        if (blob[3] != FORMAT || blob[4] != SUITE) {
            throw EndToEndRefusal.newerFormat(context);
        }
        if (blob.length < HEADER_BYTES + TAG_BYTES) {
            throw EndToEndRefusal.malformed(context);
        }
        return new EndToEndText(Arrays.copyOf(blob, HEADER_BYTES), Arrays.copyOfRange(blob, HEADER_BYTES, blob.length));
    }

    /** {@return what a ciphertext authenticates besides its text} */
    static byte[] associatedData(byte[] header, EndToEndContext context) {
        return new FieldWriter(2 * HEADER_BYTES)
                .raw(header)
                .u16(FIELDS)
                .field("purpose", PURPOSE)
                .field("schema", SCHEMA)
                .field("tenant id", context.tenant())
                .field("credential id", context.credential())
                .field("provider id", context.provider())
                .field("field name", context.field())
                .toByteArray();
    }

    byte[] header() {
        return header;
    }

    byte[] salt() {
        return Arrays.copyOfRange(header, SALT_AT, COMMITMENT_AT);
    }

    byte[] commitment() {
        return Arrays.copyOfRange(header, COMMITMENT_AT, NONCE_AT);
    }

    byte[] nonce() {
        return Arrays.copyOfRange(header, NONCE_AT, HEADER_BYTES);
    }

    byte[] ciphertext() {
        return ciphertext;
    }
}
