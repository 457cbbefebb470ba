package dev.byok.crypto;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.EndToEndDraft;
import dev.byok.credential.EndToEndInput;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.crypto.internal.EndToEndCipher;
import dev.byok.crypto.internal.SealedContent;
import dev.byok.crypto.internal.TypedKey;
import dev.byok.spi.EndToEndContext;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * Seals keys on a customer's device, in the format {@code bke1}: with AES-256-GCM under a key that HKDF derives from the
 * recovery phrase's seed and a random salt of its own for every text. Bound to each: tenant, credential, provider and
 * field.
 *
 * <pre>{@code
 * EndToEndDraft draft = …;                                             // what the server's credentials().draft(…) gave
 * EndToEndInput input = new EndToEndSealer(key).seal(draft, Map.of("api_key", typed));
 * // and back on the server: credentials().connect(input)
 * }</pre>
 *
 * <p>Thread-safe; nothing to close. The key stays the caller's.
 */
public final class EndToEndSealer {

    private static final int SALT_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EndToEndKey key;

    /**
     * Makes a sealer.
     *
     * @param key of the customer's recovery phrase; stays open
     */
    public EndToEndSealer(EndToEndKey key) {
        this.key = key;
    }

    /**
     * {@return the sealed text}
     *
     * @param context where the secret belongs
     * @param secret what to seal; stays open
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when a part of the context has half a surrogate pair in it
     *     or more than 65,535 bytes in UTF-8
     * @throws IllegalStateException when the key or the secret was closed
     */
    public String seal(EndToEndContext context, Secret secret) {
        byte[] plaintext = secret.revealUtf8(SecretAccess.grant());
        try {
            return seal(context, plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /**
     * {@return what was sealed, which the caller closes}
     *
     * @param context where it belongs
     * @param sealed the stored text
     * @throws dev.byok.ByokException {@code E2E_LOCKED} when it was sealed with another phrase; {@code UNDECRYPTABLE}
     *     when it was damaged or moved
     */
    public Secret open(EndToEndContext context, String sealed) {
        return key.open(context, sealed);
    }

    /**
     * {@return a text of this sealer's phrase with the same content as one of another phrase}
     *
     * @param context where it belongs
     * @param sealed the stored text
     * @param old the key of the phrase that it was sealed with; stays open
     * @throws dev.byok.ByokException as {@link #open}
     */
    public String rewrap(EndToEndContext context, String sealed, EndToEndKey old) {
        try (Secret secret = old.open(context, sealed)) {
            return seal(context, secret);
        }
    }

    /**
     * {@return what the server connects or rotates: the values, each sealed with the endpoint that it may be sent to, the
     * version and the time, their masks, and the proof of the phrase}
     *
     * @param draft what the server prepared; whoever typed the values should have seen its origin
     * @param values the secrets by field; white space and invisible characters around them are dropped
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when a field is not in the draft
     */
    public EndToEndInput seal(EndToEndDraft draft, Map<String, ? extends CharSequence> values) {
        EndToEndInput input = EndToEndInput.of(draft.provider(), draft.id()).proof(key.proof(draft.tenant()));
        for (Map.Entry<String, ? extends CharSequence> entry : values.entrySet()) {
            CharSequence value = TypedKey.stripped(entry.getValue());
            try (Secret secret = Secret.of(value)) {
                input = input.sealed(entry.getKey(), seal(draft, entry.getKey(), secret), TypedKey.mask(value));
            }
        }
        return input;
    }

    private String seal(EndToEndDraft draft, String field, Secret secret) {
        if (!draft.fields().contains(field)) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "There is a value for a field that is not in the draft")
                    .provider(draft.provider())
                    .hint("the draft is for: " + String.join(", ", draft.fields()))
                    .build();
        }
        byte[] value = secret.revealUtf8(SecretAccess.grant());
        byte[] content = SealedContent.of(value, draft.origin(), draft.version(), Instant.now());
        try {
            return seal(draft.context(field), content);
        } finally {
            Arrays.fill(value, (byte) 0);
            Arrays.fill(content, (byte) 0);
        }
    }

    private String seal(EndToEndContext context, byte[] plaintext) {
        byte[] salt = random(SALT_BYTES);
        byte[] nonce = random(NONCE_BYTES);
        return key.withSeed(seed -> EndToEndCipher.seal(seed, context, plaintext, salt, nonce));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** {@return the name of the format} */
    @Override
    public String toString() {
        return "EndToEndSealer[bke1]";
    }
}
