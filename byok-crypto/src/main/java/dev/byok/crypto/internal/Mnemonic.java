package dev.byok.crypto.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * BIP-39: random bytes as words and back, and words to a seed. Three words carry 32 bits of entropy and one bit of a
 * checksum over it.
 */
public final class Mnemonic {

    private static final int BITS_PER_WORD = 11;
    private static final int WORDS_PER_CHECKSUM_BIT = 3;
    private static final int ROUNDS = 2048;
    private static final int SEED_BITS = 512;

    private Mnemonic() {}

    /**
     * {@return the places in the word list of the words that stand for some entropy}
     *
     * @param entropy 16 to 32 bytes, a multiple of four
     */
    public static int[] words(byte[] entropy) {
        byte[] bits = Arrays.copyOf(entropy, entropy.length + 1);
        bits[entropy.length] = sha256(entropy)[0];
        int[] words = new int[entropy.length / 4 * WORDS_PER_CHECKSUM_BIT];
        for (int i = 0; i < words.length * BITS_PER_WORD; i++) {
            int bit = bits[i / 8] >> (7 - i % 8) & 1;
            words[i / BITS_PER_WORD] = words[i / BITS_PER_WORD] << 1 | bit;
        }
        Arrays.fill(bits, (byte) 0);
        return words;
    }

    /**
     * {@return the entropy that some words stand for, or null when the checksum is another one}
     *
     * @param words their places in the word list; 12 to 24, a multiple of three
     */
    public static byte @Nullable [] entropy(int[] words) {
        int entropyBits = words.length / WORDS_PER_CHECKSUM_BIT * 32;
        byte[] bits = new byte[entropyBits / 8 + 1];
        for (int i = 0; i < words.length * BITS_PER_WORD; i++) {
            int bit = words[i / BITS_PER_WORD] >> (BITS_PER_WORD - 1 - i % BITS_PER_WORD) & 1;
            bits[i / 8] |= (byte) (bit << (7 - i % 8));
        }
        byte[] entropy = Arrays.copyOf(bits, entropyBits / 8);
        int mask = 0xFF << (8 - words.length / WORDS_PER_CHECKSUM_BIT) & 0xFF;
        boolean same = ((sha256(entropy)[0] ^ bits[entropyBits / 8]) & mask) == 0;
        Arrays.fill(bits, (byte) 0);
        if (!same) {
            Arrays.fill(entropy, (byte) 0);
            return null;
        }
        return entropy;
    }

    /**
     * {@return words as text, with one space between two, which the caller overwrites}
     *
     * @param words their places in the word list
     */
    public static char[] text(int[] words) {
        int length = words.length - 1;
        for (int word : words) {
            length += WordList.word(word).length();
        }
        char[] text = new char[length];
        int at = 0;
        for (int i = 0; i < words.length; i++) {
            String word = WordList.word(words[i]);
            word.getChars(0, word.length(), text, at);
            at += word.length();
            if (i < words.length - 1) {
                text[at++] = ' ';
            }
        }
        return text;
    }

    /**
     * {@return the 64 bytes that keys are made of, which the caller overwrites}
     *
     * @param text the words in the normal form NFKD, with one space between two
     * @param passphrase in the same form; BIP-39's second secret, which this library leaves empty
     */
    public static byte[] seed(char[] text, String passphrase) {
        PBEKeySpec spec = new PBEKeySpec(text, ("mnemonic" + passphrase).getBytes(UTF_8), ROUNDS, SEED_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw EndToEndRefusal.missingAlgorithm("PBKDF2WithHmacSHA512");
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw EndToEndRefusal.missingAlgorithm("SHA-256");
        }
    }
}
