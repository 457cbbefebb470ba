package dev.byok.providers.vendor.sarvam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

/**
 * {@code speech-to-text/ws}: finals only; a pause is told before the text that it ends. Nothing says which text is the last
 * one, so what texts are due is counted: one for every pause, and one for every flush.
 */
final class SarvamLive implements LiveTranscriptionDialect {

    // it has no name for mu-law
    @Override
    public Encoding encoding(Encoding asked) {
        return Encoding.PCM;
    }

    @Override
    public Opening open(LiveTranscriptionInput input) {
        LiveTranscriptionRequest request = input.request();
        FormFields query = FormFields.none()
                .with("language-code", request.language().orElse("unknown"))
                .with("model", input.model())
                .with("sample_rate", String.valueOf(request.format().sampleRate()))
                .with("input_audio_codec", "pcm_s16le")
                .with("vad_signals", "true")
                .with("flush_signal", "true")
                .extra(request.extra());
        return new Opening.Upgrade(query.onto(HttpCall.get("speech-to-text/ws")));
    }

    @Override
    public LiveTranslator newTranslator(LiveTranscriptionInput input) {
        return new Translator(input.request().format().sampleRate());
    }

    private static final class Translator implements LiveTranslator {

        private final int sampleRate;
        private boolean finishing;
        private boolean speaking;
        private int pauses;
        private int flushes;

        Translator(int sampleRate) {
            this.sampleRate = sampleRate;
        }

        @Override
        public List<Frame> audio(byte[] samples) {
            return List.of(LiveJson.write(json -> {
                json.writeStartObject();
                json.writeObjectFieldStart("audio");
                json.writeStringField("data", LiveJson.base64(samples));
                json.writeStringField("encoding", "audio/wav");
                json.writeStringField("sample_rate", String.valueOf(sampleRate));
                json.writeEndObject();
                json.writeEndObject();
            }));
        }

        @Override
        public List<Frame> endUtterance() {
            flushes++;
            return List.of(Frame.text("{\"type\":\"flush\"}"));
        }

        @Override
        public List<Frame> finish() {
            finishing = true;
            return endUtterance();
        }

        // a flush when there is nothing to write down may be answered by nothing, and one in the middle of speech may
        // be
        // told as a pause too
        @Override
        public boolean endsInSilence() {
            return !speaking;
        }

        @Override
        public List<Frame> farewell() {
            return List.of(Frame.text("{\"type\":\"end_of_stream\"}"));
        }

        @Override
        public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
            JsonNode json = LiveJson.read(frame);
            JsonNode data = json.path("data");
            switch (Json.text(json, "type").orElse("")) {
                case "events" -> signal(Json.text(data, "signal_type").orElse(""), out);
                case "data" -> {
                    text(data, out);
                    return finishing && pauses == 0 && flushes == 0;
                }
                case "error" -> throw new ErrorInReply(error(data));
                default -> {
                    // the vendor may tell more than is asked of it
                }
            }
            return false;
        }

        private void text(JsonNode data, Consumer<? super TranscriptionEvent> out) {
            speaking = false;
            out.accept(new TranscriptionEvent.Final(
                    0,
                    Json.text(data, "transcript").orElse(""),
                    OptionalDouble.empty(),
                    Json.text(data, "language_code"),
                    List.of()));
            if (pauses > 0) {
                pauses--;
            } else if (flushes > 0) {
                flushes--;
                out.accept(new TranscriptionEvent.UtteranceEnd(0, "", true));
            }
        }

        private void signal(String type, Consumer<? super TranscriptionEvent> out) {
            if (type.equals("START_SPEECH")) {
                speaking = true;
                out.accept(new TranscriptionEvent.SpeechStarted(Optional.empty(), false));
            } else if (type.equals("END_SPEECH")) {
                pauses++;
                out.accept(new TranscriptionEvent.UtteranceEnd(0, "", false));
            }
        }

        // a text and a code beside it
        private static JsonNode error(JsonNode data) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("code", Json.text(data, "code").orElse(""))
                    .put("message", Json.text(data, "error").orElse(""));
        }

        @Override
        public Optional<VendorError> closed(int code, String reason) {
            return LiveTranslator.unlessNormal(code, reason);
        }
    }
}
