package dev.byok.providers.vendor.cartesia;

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
import dev.byok.speech.AudioFormat.Encoding;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** {@code stt/turns/websocket}: turns come whole again and again, and the vendor decides where they end. */
final class CartesiaLive implements LiveTranscriptionDialect {

    @Override
    public Opening open(LiveTranscriptionInput input) {
        LiveTranscriptionRequest request = input.request();
        FormFields query = FormFields.none()
                .with("model", input.model())
                .with("encoding", request.format().encoding() == Encoding.PCM ? "pcm_s16le" : "pcm_mulaw")
                .with("sample_rate", String.valueOf(request.format().sampleRate()))
                .with("keyterm", request.prompt())
                .extra(request.extra());
        return new Opening.Upgrade(query.onto(HttpCall.get("stt/turns/websocket")));
    }

    @Override
    public LiveTranslator newTranslator(LiveTranscriptionInput input) {
        return new Translator();
    }

    private static final class Translator implements LiveTranslator {

        @Override
        public boolean awaitsStart() {
            return true;
        }

        @Override
        public List<Frame> audio(byte[] samples) {
            return List.of(Frame.binary(samples));
        }

        // the vendor closes the socket after its last turn
        @Override
        public List<Frame> finish() {
            return List.of(Frame.text("{\"type\":\"close\"}"));
        }

        @Override
        public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
            JsonNode json = LiveJson.read(frame);
            String text = Json.text(json, "transcript").orElse("");
            switch (Json.text(json, "type").orElse("")) {
                case "connected" -> out.accept(new TranscriptionEvent.SessionStarted(Json.text(json, "request_id")));
                case "turn.start" -> out.accept(new TranscriptionEvent.SpeechStarted(Optional.empty(), false));
                case "turn.update" -> out.accept(new TranscriptionEvent.Interim(0, text, List.of()));
                case "turn.end" -> {
                    out.accept(
                            new TranscriptionEvent.Final(0, text, OptionalDouble.empty(), Optional.empty(), List.of()));
                    out.accept(new TranscriptionEvent.UtteranceEnd(0, "", false));
                }
                // its type says no more than that it is an error
                case "error" -> throw new ErrorInReply(LiveJson.without(json, "type"));
                default -> {
                    // turns that might have ended, and went on
                }
            }
            return false;
        }

        @Override
        public Optional<VendorError> closed(int code, String reason) {
            return LiveTranslator.unlessNormal(code, reason);
        }
    }
}
