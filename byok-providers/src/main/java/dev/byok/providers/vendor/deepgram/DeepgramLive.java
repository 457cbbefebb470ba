package dev.byok.providers.vendor.deepgram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.FormFields;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveJson;
import dev.byok.providers.spec.LiveTranscriptionDialect;
import dev.byok.providers.spec.LiveTranscriptionInput;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.WordShape;
import dev.byok.speech.AudioFormat.Encoding;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.TranscriptionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code v1/listen} as a WebSocket. An utterance is all finals up to {@code speech_final} or {@code UtteranceEnd}. */
final class DeepgramLive implements LiveTranscriptionDialect {

    private static final WordShape WORDS = WordShape.seconds("punctuated_word", "word");

    @Override
    public Opening open(LiveTranscriptionInput input) {
        LiveTranscriptionRequest request = input.request();
        FormFields query = FormFields.none()
                .with("model", input.model())
                .with("encoding", request.format().encoding() == Encoding.PCM ? "linear16" : "mulaw")
                .with("sample_rate", String.valueOf(request.format().sampleRate()))
                .with("channels", "1")
                // without interim results no end of an utterance is told
                .with("interim_results", "true")
                .with("utterance_end_ms", "1000")
                .with("vad_events", "true")
                .with("smart_format", "true")
                .with("language", request.language())
                .with("keyterm", request.prompt())
                .extra(request.extra());
        return new Opening.Upgrade(query.onto(HttpCall.get("v1/listen")));
    }

    @Override
    public LiveTranslator newTranslator(LiveTranscriptionInput input) {
        return new Translator(input.request().words());
    }

    private static final class Translator implements LiveTranslator {

        private final boolean words;
        private boolean finishing;

        Translator(boolean words) {
            this.words = words;
        }

        @Override
        public List<Frame> audio(byte[] samples) {
            // an empty frame would end the session
            return samples.length == 0 ? List.of() : List.of(Frame.binary(samples));
        }

        @Override
        public List<Frame> endUtterance() {
            return List.of(Frame.text("{\"type\":\"Finalize\"}"));
        }

        @Override
        public List<Frame> finish() {
            finishing = true;
            return List.of(Frame.text("{\"type\":\"CloseStream\"}"));
        }

        @Override
        public KeepAlive keepAlive() {
            return new KeepAlive(Duration.ofSeconds(4), Frame.text("{\"type\":\"KeepAlive\"}"));
        }

        @Override
        public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
            JsonNode json = LiveJson.read(frame);
            switch (Json.text(json, "type").orElse("")) {
                case "SpeechStarted" ->
                    out.accept(new TranscriptionEvent.SpeechStarted(Optional.of(WORDS.time(json, "timestamp")), false));
                case "Results" -> results(json, out);
                case "UtteranceEnd" -> out.accept(new TranscriptionEvent.UtteranceEnd(0, "", false));
                // the summary of the session, after its last text
                case "Metadata" -> {
                    return finishing;
                }
                case "Error" -> throw new ErrorInReply(json);
                default -> {
                    // answers to configuration
                }
            }
            return false;
        }

        private void results(JsonNode json, Consumer<? super TranscriptionEvent> out) {
            JsonNode best = json.path("channel").path("alternatives").path(0);
            String text = Json.text(best, "transcript").orElse("");
            List<TranscribedWord> heard = words ? WORDS.read(best.path("words")) : List.of();
            boolean settled = json.path("is_final").asBoolean();
            out.accept(LiveJson.heard(
                    settled,
                    text,
                    WordShape.number(best, "confidence"),
                    Json.text(best.path("languages"), "0")
                            .or(() -> Json.text(json.path("channel"), "detected_language")),
                    heard));
            boolean over = json.path("speech_final").asBoolean()
                    || json.path("from_finalize").asBoolean();
            if (settled && over) {
                out.accept(new TranscriptionEvent.UtteranceEnd(0, "", false));
            }
        }

        @Override
        public Optional<VendorError> closed(int code, String reason) {
            return LiveTranslator.unlessNormal(code, reason);
        }
    }
}
