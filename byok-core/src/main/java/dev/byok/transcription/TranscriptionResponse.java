package dev.byok.transcription;

import dev.byok.routing.Receipt;
import java.util.List;
import java.util.Objects;

/**
 * What was heard, and the receipt for it.
 *
 * @param transcript what is said
 * @param receipt every attempt, whose key served, and what it took
 */
public record TranscriptionResponse(Transcript transcript, Receipt receipt) {

    /** Checks that both are given. */
    public TranscriptionResponse {
        Objects.requireNonNull(transcript, "transcript");
        Objects.requireNonNull(receipt, "receipt");
    }

    /** {@return what is said; empty for silence} */
    public String text() {
        return transcript.text();
    }

    /** {@return every word with its times; empty when they were not asked for or the vendor has none} */
    public List<TranscribedWord> words() {
        return transcript.words();
    }
}
