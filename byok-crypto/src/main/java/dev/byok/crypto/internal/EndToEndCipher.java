package dev.byok.crypto.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.subtle.Hkdf;
import dev.byok.spi.EndToEndContext;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens texts of the format {@code bke1} with the seed of a recovery phrase. Every text has a salt of its own
 * and so a key of its own: a nonce can never come twice under one key. The commitment tells another phrase from damage,
 * because AES-GCM alone is not bound to one key.
 */
public final class EndToEndCipher {

    private static final String HMAC = "HMACSHA256";
    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final byte[] KEY_INFO = "byok/e2e/v1/aes-256-gcm".getBytes(US_ASCII);
    private static final byte[] COMMITMENT_INFO = "byok/e2e/v1/commit".getBytes(US_ASCII);
    private static final byte[] PROOF_INFO = "byok/e2e/v1/auth".getBytes(US_ASCII);
    private static final byte[] PROOF_SALT = "byok/e2e/v1/proof".getBytes(US_ASCII);

    private EndToEndCipher() {}

    /**
     * {@return the sealed text}
     *
     * @param seed of the phrase
     * @param context where it belongs
     * @param plaintext what to seal
     * @param salt 32 random bytes
     * @param nonce 12 random bytes
     */
    public static String seal(byte[] seed, EndToEndContext context, byte[] plaintext, byte[] salt, byte[] nonce) {
        byte[] header = EndToEndText.header(salt, derive(seed, salt, COMMITMENT_INFO), nonce);
        byte[] associatedData = EndToEndText.associatedData(header, context);
        try {
            return EndToEndText.write(header, run(Cipher.ENCRYPT_MODE, seed, salt, nonce, associatedData, plaintext));
        } catch (GeneralSecurityException e) {
            throw EndToEndRefusal.missingAlgorithm(AES_GCM);
        }
    }

    /**
     * {@return what was sealed}
     *
     * @param seed of the phrase
     * @param context where it belongs
     * @param sealed the stored text
     * @throws dev.byok.ByokException {@code E2E_LOCKED} for another phrase, {@code UNDECRYPTABLE} for a text that is
     *     damaged or moved
     */
    public static byte[] open(byte[] seed, EndToEndContext context, String sealed) {
        EndToEndText text = EndToEndText.parse(sealed, context);
        byte[] associatedData = EndToEndText.associatedData(text.header(), context);
        if (!MessageDigest.isEqual(derive(seed, text.salt(), COMMITMENT_INFO), text.commitment())) {
            throw EndToEndRefusal.otherPhrase(context);
        }
        try {
            return run(Cipher.DECRYPT_MODE, seed, text.salt(), text.nonce(), associatedData, text.ciphertext());
        } catch (GeneralSecurityException e) {
            throw EndToEndRefusal.notAuthentic(context);
        }
    }

    /**
     * {@return the proof that somebody has the phrase}
     *
     * @param seed of the phrase
     * @param tenant the tenant's id
     */
    public static byte[] proof(byte[] seed, String tenant) {
        byte[] id = FieldWriter.strictUtf8("tenant id", tenant);
        byte[] input = new FieldWriter(PROOF_SALT.length + id.length)
                .raw(PROOF_SALT)
                .raw(id)
                .toByteArray();
        try {
            return derive(seed, MessageDigest.getInstance("SHA-256").digest(input), PROOF_INFO);
        } catch (GeneralSecurityException e) {
            throw EndToEndRefusal.missingAlgorithm("SHA-256");
        }
    }

    private static byte[] derive(byte[] seed, byte[] salt, byte[] info) {
        try {
            return Hkdf.computeHkdf(HMAC, seed, salt, info, KEY_BYTES);
        } catch (GeneralSecurityException e) {
            throw EndToEndRefusal.missingAlgorithm("HKDF-SHA256");
        }
    }

    private static byte[] run(int mode, byte[] seed, byte[] salt, byte[] nonce, byte[] associatedData, byte[] input)
            throws GeneralSecurityException {
        byte[] key = derive(seed, salt, KEY_INFO);
        try {
            // not Tink's cipher: it makes the nonce itself, and here the nonce is in what is authenticated
            Cipher cipher = Cipher.getInstance(AES_GCM);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associatedData);
            return cipher.doFinal(input);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
