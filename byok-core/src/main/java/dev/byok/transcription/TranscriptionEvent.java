package dev.byok.transcription;

import dev.byok.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What happens in a live transcription, alike for every vendor. Within an utterance: {@link SpeechStarted}, then any number
 * of {@link Interim} and {@link Final}, then at most one {@link UtteranceEnd}. Times count from the beginning of the audio.
 */
public sealed interface TranscriptionEvent {

    /**
     * The vendor listens; the first event, once.
     *
     * @param vendorSessionId the vendor's id of the session, for its support
     */
    record SessionStarted(Optional<String> vendorSessionId) implements TranscriptionEvent {

        /** Checks that it is given. */
        public SessionStarted {
            Objects.requireNonNull(vendorSessionId, "vendorSessionId");
        }
    }

    /**
     * Somebody began to speak.
     *
     * @param at when, where the vendor tells
     * @param synthetic whether the vendor did not say so, and a first text is what tells
     */
    record SpeechStarted(Optional<Duration> at, boolean synthetic) implements TranscriptionEvent {

        /** Checks that it is given. */
        public SpeechStarted {
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * What was heard of the utterance so far and is not final yet; it replaces the interim text before.
     *
     * @param utterance which utterance, from 0
     * @param text the whole text since the last final of the utterance, never a difference
     * @param words with their times, where the vendor has them
     */
    record Interim(int utterance, String text, List<TranscribedWord> words) implements TranscriptionEvent {

        /** Copies the words. */
        public Interim {
            Objects.requireNonNull(text, "text");
            words = List.copyOf(words);
        }
    }

    /**
     * A piece of text that will not change any more. No text comes twice: all finals together are the transcript.
     *
     * @param utterance which utterance, from 0
     * @param text the piece; not empty
     * @param confidence how sure the vendor is, from 0 to 1
     * @param language what language it is in, as the vendor writes it
     * @param words with their times, where the vendor has them
     */
    record Final(
            int utterance,
            String text,
            OptionalDouble confidence,
            Optional<String> language,
            List<TranscribedWord> words)
            implements TranscriptionEvent {

        /** Copies the words. */
        public Final {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(confidence, "confidence");
            Objects.requireNonNull(language, "language");
            words = List.copyOf(words);
        }
    }

    /**
     * The speaker has stopped, and every final of the utterance has come. A vendor that told the pause and then no text is
     * waited for two seconds; a text that comes later still is an utterance of its own.
     *
     * @param utterance which utterance, from 0
     * @param text all finals of it together; empty when the vendor told none
     * @param synthetic whether the vendor did not say so
     */
    record UtteranceEnd(int utterance, String text, boolean synthetic) implements TranscriptionEvent {

        /** Checks that it is given. */
        public UtteranceEnd {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Something went wrong. The session may go on; when it does not, {@link Closed} follows.
     *
     * @param code the kind of failure
     * @param message why, scrubbed
     * @param vendorCode the vendor's own word for it
     */
    @SuppressWarnings("JavaLangClash") // the word that every live protocol uses; always qualified here
    record Error(ErrorCode code, String message, Optional<String> vendorCode) implements TranscriptionEvent {

        /** Checks that every part is given. */
        public Error {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(vendorCode, "vendorCode");
        }
    }

    /**
     * The session is over; the last event, exactly once.
     *
     * @param clean whether everything that was sent was also written down
     * @param closeCode the code that the vendor closed the connection with
     */
    record Closed(boolean clean, OptionalInt closeCode) implements TranscriptionEvent {

        /** Checks that it is given. */
        public Closed {
            Objects.requireNonNull(closeCode, "closeCode");
        }
    }
}
