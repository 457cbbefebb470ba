package dev.byok.speech;

import dev.byok.routing.Receipt;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was spoken, and the receipt for it.
 *
 * @param audio the whole of it
 * @param receipt every attempt, whose key served, and what it took
 * @param timing the receipt for the transcription that told the times of words; empty when there was none
 */
public record SpeechResponse(Audio audio, Receipt receipt, Optional<Receipt> timing) {

    /** Checks that every part is given. */
    public SpeechResponse {
        Objects.requireNonNull(audio, "audio");
        Objects.requireNonNull(receipt, "receipt");
        Objects.requireNonNull(timing, "timing");
    }

    /**
     * An answer without a transcription.
     *
     * @param audio the whole of it
     * @param receipt every attempt
     */
    public SpeechResponse(Audio audio, Receipt receipt) {
        this(audio, receipt, Optional.empty());
    }

    /** {@return the audio's bytes; not a copy} */
    public byte[] bytes() {
        return audio.bytes();
    }

    /** {@return the times of words; empty when none were asked for} */
    public List<WordTimestamp> words() {
        return audio.words();
    }
}
