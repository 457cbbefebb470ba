package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.transcription.Transcript;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * A wire format of transcription: it says what to send, reads the reply, and either has the transcript or says what to
 * send next. It does no I/O itself. Thread-safe.
 */
@FunctionalInterface
public interface TranscriptionDialect {

    /**
     * {@return the first step}
     *
     * @param input the audio, and with which model
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the request cannot be put into this format
     */
    Step start(TranscriptionInput input);

    /** Ask, or be done. */
    sealed interface Step {

        /**
         * Ask something: upload, begin a job, look whether it is done.
         *
         * @param call what to send
         * @param pause how long to wait before; zero for a step that follows at once
         * @param then reads the body of a success reply; throws {@link MalformedReply} when it does not follow the format
         *     and {@link ErrorInReply} when it holds an error
         */
        record Ask(HttpCall call, Duration pause, Function<JsonNode, Step> then) implements Step {

            /** Checks that every part is given. */
            public Ask {
                Objects.requireNonNull(call, "call");
                Objects.requireNonNull(then, "then");
                if (pause.isNegative()) {
                    throw new IllegalArgumentException("a pause is not negative");
                }
            }

            /**
             * Asks at once.
             *
             * @param call what to send
             * @param then reads the body of a success reply
             */
            public Ask(HttpCall call, Function<JsonNode, Step> then) {
                this(call, Duration.ZERO, then);
            }
        }

        /**
         * Be done.
         *
         * @param transcript what is said
         */
        record Done(Transcript transcript) implements Step {}
    }
}
