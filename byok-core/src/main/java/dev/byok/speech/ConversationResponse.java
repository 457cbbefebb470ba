package dev.byok.speech;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A conversation as one piece of audio.
 *
 * @param audio all turns, one after the other; each word of it names its turn
 * @param turns where each turn is, and its receipts
 * @param warnings what is not as it was asked for; empty when everything is
 */
public record ConversationResponse(Audio audio, List<Turn> turns, List<String> warnings) {

    /** Copies the lists. */
    public ConversationResponse {
        Objects.requireNonNull(audio, "audio");
        turns = List.copyOf(turns);
        warnings = List.copyOf(warnings);
    }

    /**
     * One turn.
     *
     * @param start from the beginning of the audio to the beginning of the turn
     * @param duration how long it sounds
     * @param response its receipts, and its words as the vendor timed them
     */
    public record Turn(Duration start, Duration duration, SpeechResponse response) {

        /** Checks that every part is given. */
        public Turn {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(duration, "duration");
            Objects.requireNonNull(response, "response");
        }
    }
}
