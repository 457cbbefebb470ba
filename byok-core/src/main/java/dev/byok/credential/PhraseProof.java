package dev.byok.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Shows that somebody has the recovery phrase of a tenant, and tells nothing about it: 32 bytes that the customer's
 * device derives from the phrase and the tenant's id. It opens nothing. A server keeps {@link #verifier()} and lets
 * only who brings the proof delete or replace an end-to-end encrypted key.
 *
 * <p>It prints as a mask. Immutable and thread-safe.
 */
public final class PhraseProof {

    /** How many bytes a proof has. */
    public static final int BYTES = 32;

    private static final int CHARACTERS = 43;

    private final byte[] bytes;

    private PhraseProof(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * {@return a proof}
     *
     * @param bytes its {@value #BYTES} bytes, copied
     */
    public static PhraseProof of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a proof of a phrase has " + BYTES + " bytes, not " + bytes.length);
        }
        return new PhraseProof(bytes.clone());
    }

    /**
     * {@return the proof that a text stands for; nothing when it is no proof}
     *
     * @param text what {@link #text()} gave, or the browser's module
     */
    public static Optional<PhraseProof> parse(String text) {
        if (text.length() != CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
            PhraseProof proof = new PhraseProof(bytes);
            // the decoder ignores trailing bits that are not zero
            return proof.text().equals(text) ? Optional.of(proof) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the proof as base64url without padding, to be sent over an encrypted connection only} */
    public String text() {
        return encode(bytes);
    }

    /** {@return what a server keeps to recognise the proof: base64url of its SHA-256, which the proof cannot be had from} */
    public String verifier() {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    /**
     * {@return whether this is the proof that a verifier was made from}
     *
     * @param verifier what {@link #verifier()} gave
     */
    public boolean matches(String verifier) {
        return MessageDigest.isEqual(ascii(verifier()), ascii(verifier));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@return whether both are the same, found in a time that does not depend on where they differ} */
    @Override
    public boolean equals(Object other) {
        return other instanceof PhraseProof that && MessageDigest.isEqual(bytes, that.bytes);
    }

    /** {@return a hash of the proof} */
    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@return {@code PhraseProof[***]}} */
    @Override
    public String toString() {
        return "PhraseProof[***]";
    }
}
