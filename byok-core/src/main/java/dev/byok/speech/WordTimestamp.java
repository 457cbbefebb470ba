package dev.byok.speech;

import java.time.Duration;
import java.util.Objects;

/**
 * When a word is spoken.
 *
 * @param word as the vendor wrote it
 * @param start from the beginning of the audio to the beginning of the word
 * @param end from the beginning of the audio to the end of the word
 * @param turn which turn of a conversation speaks it, from 0; 0 for everything but conversations
 */
public record WordTimestamp(String word, Duration start, Duration end, int turn) {

    /** Checks that the word does not end before it starts. */
    public WordTimestamp {
        Objects.requireNonNull(word, "word");
        if (start.isNegative() || end.compareTo(start) < 0 || turn < 0) {
            throw new IllegalArgumentException("a word starts at zero or later and ends after it started");
        }
    }

    /**
     * Makes one that belongs to no conversation.
     *
     * @param word as the vendor wrote it
     * @param start from the beginning of the audio to the beginning of the word
     * @param end from the beginning of the audio to the end of the word
     */
    public WordTimestamp(String word, Duration start, Duration end) {
        this(word, start, end, 0);
    }

    /**
     * {@return the same word within longer audio}
     *
     * @param offset where this audio begins in the longer one
     * @param inTurn which turn of the longer one it belongs to
     */
    public WordTimestamp shifted(Duration offset, int inTurn) {
        return new WordTimestamp(word, start.plus(offset), end.plus(offset), inTurn);
    }
}
