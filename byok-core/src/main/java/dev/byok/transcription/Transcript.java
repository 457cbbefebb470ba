package dev.byok.transcription;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is said in recorded audio.
 *
 * @param text all of it; empty for silence
 * @param language what language it is in, as the vendor writes it, when it tells
 * @param duration how long the audio is, when the vendor tells
 * @param words every word with its times; empty when they were not asked for or the vendor has none
 */
public record Transcript(
        String text, Optional<String> language, Optional<Duration> duration, List<TranscribedWord> words) {

    /** Copies the words. */
    public Transcript {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(duration, "duration");
        words = List.copyOf(words);
    }

    /** {@return size; no content} */
    @Override
    public String toString() {
        return "Transcript[" + text.length() + " characters, " + words.size() + " words]";
    }
}
