package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.speech.AudioFormat.Encoding;
import java.util.Objects;
import java.util.function.Function;

/** A wire format of live transcription over a WebSocket: pure functions between values and frames. Thread-safe. */
public interface LiveTranscriptionDialect {

    /**
     * {@return how the vendor wants samples written down; what else a request brings is converted before a translator
     * sees it, and the input that the dialect gets says so}
     *
     * @param asked how those of a request are written
     */
    default Encoding encoding(Encoding asked) {
        return asked;
    }

    /**
     * {@return how a session is opened}
     *
     * @param input what the audio is like, and with which model
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the request cannot be put into this format
     */
    Opening open(LiveTranscriptionInput input);

    /**
     * {@return a translator for one session}
     *
     * @param input what the audio is like, and with which model
     */
    LiveTranslator newTranslator(LiveTranscriptionInput input);

    /** How a session is opened. */
    sealed interface Opening {

        /**
         * With an upgrade to a WebSocket, signed like any other request.
         *
         * @param upgrade a GET below the vendor's base URL
         */
        record Upgrade(HttpCall upgrade) implements Opening {}

        /**
         * With a request whose reply tells where the WebSocket is, with a token in the URL.
         *
         * @param call what to send
         * @param url reads the URL from the reply; it must be at one of the vendor's hosts
         */
        record Ask(HttpCall call, Function<JsonNode, String> url) implements Opening {

            /** Checks that both are given. */
            public Ask {
                Objects.requireNonNull(call, "call");
                Objects.requireNonNull(url, "url");
            }
        }
    }
}
