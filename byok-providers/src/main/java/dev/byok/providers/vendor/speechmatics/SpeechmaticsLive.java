package dev.byok.providers.vendor.speechmatics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveJson;
import dev.byok.providers.spec.LiveTranscriptionDialect;
import dev.byok.providers.spec.LiveTranscriptionInput;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.providers.spec.VendorError;
import dev.byok.speech.AudioFormat.Encoding;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.TranscriptionEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** The first message says everything; every final has new words only; the last message counts the frames of audio. */
final class SpeechmaticsLive implements LiveTranscriptionDialect {

    @Override
    public Opening open(LiveTranscriptionInput input) {
        return new Opening.Upgrade(HttpCall.get("").on(Speechmatics.REALTIME));
    }

    @Override
    public LiveTranslator newTranslator(LiveTranscriptionInput input) {
        return new Translator(input);
    }

    private static final class Translator implements LiveTranslator {

        private final LiveTranscriptionInput input;
        private int frames;

        Translator(LiveTranscriptionInput input) {
            this.input = input;
        }

        @Override
        public boolean awaitsStart() {
            return true;
        }

        @Override
        public List<Frame> opened() {
            return List.of(LiveJson.write(this::start));
        }

        private void start(JsonGenerator json) throws IOException {
            LiveTranscriptionRequest request = input.request();
            json.writeStartObject();
            json.writeStringField("message", "StartRecognition");
            json.writeObjectFieldStart("audio_format");
            json.writeStringField("type", "raw");
            json.writeStringField("encoding", request.format().encoding() == Encoding.PCM ? "pcm_s16le" : "mulaw");
            json.writeNumberField("sample_rate", request.format().sampleRate());
            json.writeEndObject();
            json.writeObjectFieldStart("transcription_config");
            json.writeBooleanField("enable_partials", request.interim());
            json.writeObjectFieldStart("conversation_config");
            json.writeNumberField("end_of_utterance_silence_trigger", 0.5);
            json.writeEndObject();
            // a live session does not find the language by itself
            SpeechmaticsSettings.write(
                    json, input.model(), request.language(), "en", request.prompt(), request.extra());
            json.writeEndObject();
            json.writeEndObject();
        }

        @Override
        public List<Frame> audio(byte[] samples) {
            frames++;
            return List.of(Frame.binary(samples));
        }

        @Override
        public List<Frame> endUtterance() {
            return List.of(Frame.text("{\"message\":\"ForceEndOfUtterance\"}"));
        }

        @Override
        public List<Frame> finish() {
            return List.of(Frame.text("{\"message\":\"EndOfStream\",\"last_seq_no\":" + frames + "}"));
        }

        @Override
        public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
            JsonNode json = LiveJson.read(frame);
            switch (Json.text(json, "message").orElse("")) {
                case "RecognitionStarted" -> out.accept(new TranscriptionEvent.SessionStarted(Json.text(json, "id")));
                case "AddPartialTranscript" -> out.accept(new TranscriptionEvent.Interim(0, text(json), words(json)));
                case "AddTranscript" ->
                    out.accept(new TranscriptionEvent.Final(
                            0, text(json), OptionalDouble.empty(), Optional.empty(), words(json)));
                case "EndOfUtterance" -> out.accept(new TranscriptionEvent.UtteranceEnd(0, "", false));
                case "EndOfTranscript" -> {
                    return true;
                }
                case "Error" -> throw new ErrorInReply(error(json));
                default -> {
                    // receipts for audio, information, warnings
                }
            }
            return false;
        }

        private static String text(JsonNode json) {
            return SpeechmaticsSettings.text(json.path("results"));
        }

        private List<TranscribedWord> words(JsonNode json) {
            return input.request().words() ? SpeechmaticsSettings.words(json.path("results")) : List.of();
        }

        // the text stands in reason, and message is the kind of the frame
        private static JsonNode error(JsonNode json) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("type", Json.text(json, "type").orElse(""))
                    .put("message", Json.text(json, "reason").orElse(""));
        }

        @Override
        public Optional<VendorError> closed(int code, String reason) {
            return LiveTranslator.unlessNormal(code, reason);
        }
    }
}
