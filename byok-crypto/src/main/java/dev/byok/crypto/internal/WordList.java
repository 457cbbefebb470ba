package dev.byok.crypto.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The English word list of BIP-39: 2,048 words in alphabetical order, no two of which begin with the same four letters.
 * The file is the one that every wallet has.
 */
final class WordList {

    private static final String FILE = "english.txt";
    private static final List<String> WORDS = read();

    private WordList() {}

    private static List<String> read() {
        try (InputStream in = WordList.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the jar of byok-crypto has no " + FILE);
            }
            return new String(in.readAllBytes(), US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String word(int index) {
        return WORDS.get(index);
    }

    /**
     * {@return the place of a word, or -1 when it is none of the list's}
     *
     * @param text holds it in lower case
     * @param from where it starts
     * @param to where it ends
     */
    static int indexOf(char[] text, int from, int to) {
        int low = 0;
        int high = WORDS.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(WORDS.get(middle), text, from, to);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private static int compare(String word, char[] text, int from, int to) {
        int common = Math.min(word.length(), to - from);
        for (int i = 0; i < common; i++) {
            if (word.charAt(i) != text[from + i]) {
                return word.charAt(i) - text[from + i];
            }
        }
        return word.length() - (to - from);
    }
}
