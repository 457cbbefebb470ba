package dev.byok.crypto.internal;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recovery phrase as people type and paste it: any white space between words, capital letters, wide letters of
 * Asian keyboards, invisible characters. What a fault says is the position of a word, never a word.
 */
public final class PhraseReader {

    /** How many words a phrase has. */
    public static final int WORDS = 12;

    // twelve words of eight letters, and room for a good deal of white space
    private static final int MAX_LENGTH = 4096;
    private static final int WIDE_FIRST = 0xFF01;
    private static final int WIDE_LAST = 0xFF5E;
    private static final int WIDE_OFFSET = 0xFEE0;

    private PhraseReader() {}

    /**
     * {@return the entropy of a phrase, which the caller overwrites}
     *
     * @param typed the phrase
     * @throws ByokException {@code INVALID_REQUEST} naming how many words there are, or the positions of those that are
     *     not in the list
     */
    public static byte[] read(CharSequence typed) {
        if (typed.length() > MAX_LENGTH) {
            throw refused("This is too long for a recovery phrase, which has " + WORDS + " words");
        }
        char[] text = folded(typed);
        try {
            List<Integer> words = words(text);
            byte @Nullable [] entropy =
                    Mnemonic.entropy(words.stream().mapToInt(Integer::intValue).toArray());
            if (entropy == null) {
                throw refused("These words are not a recovery phrase together: the last one does not fit the others");
            }
            return entropy;
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    /**
     * {@return whether a word is the one that was meant}
     *
     * @param word its place in the word list
     * @param typed what somebody typed
     */
    public static boolean isWord(int word, CharSequence typed) {
        if (typed.length() > MAX_LENGTH) {
            return false;
        }
        char[] text = folded(typed);
        try {
            return new String(text).strip().equals(WordList.word(word));
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static List<Integer> words(char[] text) {
        List<Integer> words = new ArrayList<>(WORDS);
        List<Integer> unknown = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= text.length; at++) {
            if (at < text.length && text[at] != ' ') {
                continue;
            }
            if (at > from) {
                int word = WordList.indexOf(text, from, at);
                words.add(word);
                if (word < 0) {
                    unknown.add(words.size());
                }
            }
            from = at + 1;
        }
        if (words.size() != WORDS) {
            throw refused("A recovery phrase has " + WORDS + " words, and this has " + words.size());
        }
        if (!unknown.isEmpty()) {
            throw refused(unknown(unknown));
        }
        return words;
    }

    private static String unknown(List<Integer> positions) {
        String list = positions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return positions.size() == 1
                ? "Word " + list + " of the recovery phrase is not in the word list"
                : "The words " + list + " of the recovery phrase are not in the word list";
    }

    /** {@return the text in lower case with plain spaces; characters that nobody sees are gone} */
    private static char[] folded(CharSequence typed) {
        char[] text = new char[typed.length()];
        int length = 0;
        for (int i = 0; i < text.length; i++) {
            char c = typed.charAt(i);
            if (!isInvisible(c)) {
                text[length++] = isSpace(c) ? ' ' : fold(c);
            }
        }
        char[] shorter = Arrays.copyOf(text, length);
        Arrays.fill(text, '\0');
        return shorter;
    }

    // what Unicode calls white space; Character.isWhitespace leaves out those that do not break a line
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    static boolean isInvisible(char c) {
        return (c >= '\u200B' && c <= '\u200D') || c == '\u2060' || c == '\uFEFF';
    }

    // no String.toLowerCase: in a Turkish locale it makes another letter of I
    private static char fold(char c) {
        char narrow = c >= WIDE_FIRST && c <= WIDE_LAST ? (char) (c - WIDE_OFFSET) : c;
        if (narrow == '\u0130') {
            return 'i';
        }
        return narrow >= 'A' && narrow <= 'Z' ? (char) (narrow + 'a' - 'A') : narrow;
    }

    private static ByokException refused(String reason) {
        return ByokException.of(ErrorCode.INVALID_REQUEST, reason)
                .hint("type the " + WORDS
                        + " English words in their order, as they were shown when the phrase was made")
                .build();
    }
}
