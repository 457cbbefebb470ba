package dev.byok.providers.vendor.elevenlabs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.FormFields;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveJson;
import dev.byok.providers.spec.LiveTranscriptionDialect;
import dev.byok.providers.spec.LiveTranscriptionInput;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.providers.spec.VendorError;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioFormat.Encoding;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * {@code v1/speech-to-text/realtime}: audio is base64 in JSON, a commit ends a segment. With times every segment comes twice,
 * of which the second is taken.
 */
final class ElevenLabsLive implements LiveTranscriptionDialect {

    @Override
    public Opening open(LiveTranscriptionInput input) {
        LiveTranscriptionRequest request = input.request();
        AudioFormat format = request.format();
        FormFields query = FormFields.none()
                .with("model_id", input.model())
                .with("audio_format", (format.encoding() == Encoding.PCM ? "pcm_" : "ulaw_") + format.sampleRate())
                .with("commit_strategy", "vad")
                .with("include_timestamps", String.valueOf(request.words()))
                .with("language_code", request.language())
                .with("keyterms", request.prompt())
                .extra(request.extra());
        return new Opening.Upgrade(query.onto(HttpCall.get("v1/speech-to-text/realtime")));
    }

    @Override
    public LiveTranslator newTranslator(LiveTranscriptionInput input) {
        return new Translator(input.request().words(), input.request().format().sampleRate());
    }

    private static final class Translator implements LiveTranslator {

        private final boolean words;
        private final int sampleRate;
        private boolean finishing;

        Translator(boolean words, int sampleRate) {
            this.words = words;
            this.sampleRate = sampleRate;
        }

        @Override
        public boolean awaitsStart() {
            return true;
        }

        @Override
        public List<Frame> audio(byte[] samples) {
            return List.of(chunk(samples, false));
        }

        @Override
        public List<Frame> endUtterance() {
            return List.of(chunk(new byte[0], true));
        }

        @Override
        public List<Frame> finish() {
            finishing = true;
            return endUtterance();
        }

        // pings are not enough
        @Override
        public KeepAlive keepAlive() {
            return new KeepAlive(Duration.ofSeconds(10), chunk(new byte[0], false));
        }

        private Frame chunk(byte[] samples, boolean commit) {
            return LiveJson.write(json -> {
                json.writeStartObject();
                json.writeStringField("message_type", "input_audio_chunk");
                json.writeStringField("audio_base_64", LiveJson.base64(samples));
                json.writeBooleanField("commit", commit);
                json.writeNumberField("sample_rate", sampleRate);
                json.writeEndObject();
            });
        }

        @Override
        public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
            JsonNode json = LiveJson.read(frame);
            String type = Json.text(json, "message_type").orElse("");
            switch (type) {
                case "session_started" ->
                    out.accept(new TranscriptionEvent.SessionStarted(Json.text(json, "session_id")));
                case "partial_transcript" ->
                    out.accept(new TranscriptionEvent.Interim(
                            0, Json.text(json, "text").orElse(""), List.of()));
                case "committed_transcript" -> {
                    return !words && committed(json, out);
                }
                case "committed_transcript_with_timestamps" -> {
                    return words && committed(json, out);
                }
                case "committed_transcript_entities" -> {
                    // was not asked for
                }
                default -> {
                    // nothing was said since the last commit
                    if (finishing && type.equals("commit_throttled")) {
                        return true;
                    }
                    if (json.has("error")) {
                        throw new ErrorInReply(error(type, json));
                    }
                }
            }
            return false;
        }

        private boolean committed(JsonNode json, Consumer<? super TranscriptionEvent> out) {
            out.accept(new TranscriptionEvent.Final(
                    0,
                    Json.text(json, "text").orElse(""),
                    OptionalDouble.empty(),
                    Json.text(json, "language_code"),
                    ElevenLabsTranscription.words(json.path("words"))));
            out.accept(new TranscriptionEvent.UtteranceEnd(0, "", true));
            return finishing;
        }

        // in the shape of the vendor's errors elsewhere
        private static JsonNode error(String type, JsonNode json) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putObject("detail")
                    .put("status", type)
                    .put("message", Json.text(json, "error").orElse(""));
            return body;
        }

        @Override
        public Optional<VendorError> closed(int code, String reason) {
            return LiveTranslator.unlessNormal(code, reason);
        }
    }
}
