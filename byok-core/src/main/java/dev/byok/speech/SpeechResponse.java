package dev.byok.speech;

import dev.byok.routing.Receipt;
import java.util.List;
import java.util.Objects;

/**
 * What was spoken, and the receipt for it.
 *
 * @param audio the whole of it
 * @param receipt every attempt, whose key served, and what it took
 */
public record SpeechResponse(Audio audio, Receipt receipt) {

    /** Checks that both are given. */
    public SpeechResponse {
        Objects.requireNonNull(audio, "audio");
        Objects.requireNonNull(receipt, "receipt");
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
