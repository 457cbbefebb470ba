package dev.byok.providers.vendor.customtranscriber;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveJson;
import dev.byok.providers.spec.LiveTranscriptionDialect;
import dev.byok.providers.spec.LiveTranscriptionInput;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.WordShape;
import dev.byok.speech.AudioFormat;
import dev.byok.transcription.TranscriptionEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The URL as it is, no query of ours; PCM at 16 kHz in binary frames. */
final class CustomTranscriberLive implements LiveTranscriptionDialect {

    @Override
    public Opening open(LiveTranscriptionInput input) {
        if (!input.request().format().equals(AudioFormat.PCM_16000)) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "A custom transcriber listens to pcm_16000 only")
                    .hint("send PCM at 16 kHz")
                    .build();
        }
        return new Opening.Upgrade(HttpCall.get(""));
    }

    @Override
    public LiveTranslator newTranslator(LiveTranscriptionInput input) {
        return new Translator();
    }

    private static final class Translator implements LiveTranslator {

        private boolean finishing;

        @Override
        public List<Frame> audio(byte[] samples) {
            return List.of(Frame.binary(samples));
        }

        @Override
        public List<Frame> endUtterance() {
            return List.of(Frame.text("{\"type\":\"finalize\"}"));
        }

        // a server that is told to close may do so before the last text is ready
        @Override
        public List<Frame> finish() {
            finishing = true;
            return endUtterance();
        }

        @Override
        public List<Frame> farewell() {
            return List.of(Frame.text("{\"type\":\"close\"}"));
        }

        @Override
        public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
            JsonNode json = LiveJson.read(frame);
            String text = Json.text(json, "text").orElse("");
            switch (Json.text(json, "type").orElse("")) {
                case "speech_started" -> out.accept(new TranscriptionEvent.SpeechStarted(Optional.empty(), false));
                case "interim" -> out.accept(new TranscriptionEvent.Interim(0, text, List.of()));
                case "final" ->
                    out.accept(new TranscriptionEvent.Final(
                            0,
                            text,
                            WordShape.number(json, "confidence"),
                            Json.text(json, "language_code"),
                            List.of()));
                case "utterance_end" -> {
                    out.accept(new TranscriptionEvent.UtteranceEnd(0, "", false));
                    return finishing;
                }
                // its type says no more than that it is one
                case "error" -> throw new ErrorInReply(LiveJson.without(json, "type"));
                default -> {
                    // a server may tell more than is asked of it
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
