package dev.byok.crypto;

import dev.byok.credential.PhraseProof;
import dev.byok.credential.Secret;
import dev.byok.crypto.internal.EndToEndCipher;
import dev.byok.crypto.internal.Mnemonic;
import dev.byok.spi.EndToEndContext;
import dev.byok.spi.EndToEndOpener;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a recovery phrase opens keys with: BIP-39's seed of the phrase. Making one takes about two milliseconds, using it
 * some microseconds.
 *
 * <pre>{@code
 * try (RecoveryPhrase phrase = RecoveryPhrase.read(typed);
 *         EndToEndKey key = EndToEndKey.of(phrase)) {
 *     client.tenant("acme").unlock(key).chat().model("openai/gpt-4o").user("Hi").send();
 * }
 * }</pre>
 *
 * <p>A server that makes a call with a customer's key sees that key at that moment; with end-to-end encryption it sees
 * it only then. Close it when the customer's request is over, and keep it nowhere.
 *
 * <p>Thread-safe. It prints as a mask.
 */
public final class EndToEndKey implements EndToEndOpener, AutoCloseable {

    private final byte[] seed;
    private volatile boolean closed;

    private EndToEndKey(byte[] seed) {
        this.seed = seed;
    }

    /**
     * {@return the key of a phrase}
     *
     * @param phrase stays open
     * @throws IllegalStateException when the phrase was closed
     */
    public static EndToEndKey of(RecoveryPhrase phrase) {
        char[] words = phrase.reveal();
        try {
            return new EndToEndKey(Mnemonic.seed(words, ""));
        } finally {
            Arrays.fill(words, '\0');
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.byok.ByokException {@code E2E_LOCKED} when it was sealed with another phrase; {@code UNDECRYPTABLE}
     *     when it was damaged or moved
     * @throws IllegalStateException after {@link #close()}
     */
    @Override
    public Secret open(EndToEndContext context, String sealed) {
        Objects.requireNonNull(sealed, "sealed");
        return withSeed(bytes -> Secret.takingUtf8(EndToEndCipher.open(bytes, context, sealed)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException after {@link #close()}
     */
    @Override
    public PhraseProof proof(String tenant) {
        return withSeed(bytes -> PhraseProof.of(EndToEndCipher.proof(bytes, tenant)));
    }

    /** Gives a copy of the seed, so that a key which is closed meanwhile never works with half of it. */
    <T> T withSeed(Function<byte[], T> use) {
        byte[] copy = seed.clone();
        try {
            if (closed) {
                throw new IllegalStateException("the key was closed");
            }
            return use.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** Overwrites the key; closing twice does nothing more. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(seed, (byte) 0);
    }

    /** {@return {@code EndToEndKey[***]}} */
    @Override
    public String toString() {
        return "EndToEndKey[***]";
    }
}
