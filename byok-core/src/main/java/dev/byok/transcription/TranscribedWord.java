package dev.byok.transcription;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A word that was heard.
 *
 * @param text the word as the vendor wrote it
 * @param start from the beginning of the audio to the beginning of the word
 * @param end from the beginning of the audio to the end of the word
 * @param confidence how sure the vendor is, from 0 to 1
 * @param speaker who said it, by the vendor's name, when speakers were told apart
 */
public record TranscribedWord(
        String text, Duration start, Duration end, OptionalDouble confidence, Optional<String> speaker) {

    /** Checks that every part is given. */
    public TranscribedWord {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(confidence, "confidence");
        Objects.requireNonNull(speaker, "speaker");
    }

    /**
     * Makes one of which nothing but its times is known.
     *
     * @param text the word as the vendor wrote it
     * @param start from the beginning of the audio to the beginning of the word
     * @param end from the beginning of the audio to the end of the word
     */
    public TranscribedWord(String text, Duration start, Duration end) {
        this(text, start, end, OptionalDouble.empty(), Optional.empty());
    }
}
