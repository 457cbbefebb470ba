package dev.byok.crypto;

import dev.byok.crypto.internal.Mnemonic;
import dev.byok.crypto.internal.PhraseReader;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The twelve words that a customer writes down, and that open every key which was sealed end to end with them. Nobody
 * can bring them back: a lost phrase loses the keys that were sealed with it.
 *
 * <p>A phrase is generated and never chosen: 128 random bits as words of the English list of BIP-39. Show it once, let the
 * customer write it down, and ask for some of its words ({@link #isWord}) before anything is sealed with it.
 *
 * <p>It belongs on the customer's device. In a browser the module {@code META-INF/resources/byok/end-to-end.js} in the
 * jar of byok-crypto does the same.
 *
 * <p>It prints as a mask, no exception names a word, and {@link #close()} overwrites it. Not thread-safe while it is
 * closed.
 */
public final class RecoveryPhrase implements AutoCloseable {

    /** How many words a phrase has. */
    public static final int WORDS = PhraseReader.WORDS;

    private static final int ENTROPY_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] entropy;
    private volatile boolean closed;

    private RecoveryPhrase(byte[] entropy) {
        this.entropy = entropy;
    }

    /** {@return a new random phrase} */
    public static RecoveryPhrase generate() {
        byte[] entropy = new byte[ENTROPY_BYTES];
        RANDOM.nextBytes(entropy);
        return new RecoveryPhrase(entropy);
    }

    /**
     * {@return the phrase that somebody typed}
     *
     * <p>It is read kindly: any white space may stand between words and around them, letters may be capital or wide.
     * Words must be whole and in their order. The checksum finds fifteen of sixteen mistakes; the others show when
     * nothing opens.
     *
     * @param typed twelve words; the caller overwrites what can be overwritten of it
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} naming the number of words or the positions of wrong ones,
     *     never a word
     */
    public static RecoveryPhrase read(CharSequence typed) {
        return new RecoveryPhrase(PhraseReader.read(typed));
    }

    /**
     * {@return the words with one space between two, to be shown once}
     *
     * <p>The caller overwrites them.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public char[] reveal() {
        int[] words = words();
        try {
            return Mnemonic.text(words);
        } finally {
            Arrays.fill(words, 0);
        }
    }

    /**
     * {@return whether somebody who wrote the phrase down knows one of its words}
     *
     * @param position of the word, from 1 to {@value #WORDS}
     * @param typed what was typed
     * @throws IllegalStateException after {@link #close()}
     */
    public boolean isWord(int position, CharSequence typed) {
        if (position < 1 || position > WORDS) {
            throw new IllegalArgumentException("a phrase has the words 1 to " + WORDS + ", not " + position);
        }
        int[] words = words();
        try {
            return PhraseReader.isWord(words[position - 1], typed);
        } finally {
            Arrays.fill(words, 0);
        }
    }

    private int[] words() {
        if (closed) {
            throw new IllegalStateException("the phrase was closed");
        }
        return Mnemonic.words(entropy);
    }

    /** Overwrites the phrase; closing twice does nothing more. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(entropy, (byte) 0);
    }

    /** {@return {@code RecoveryPhrase[***]}} */
    @Override
    public String toString() {
        return "RecoveryPhrase[***]";
    }
}
