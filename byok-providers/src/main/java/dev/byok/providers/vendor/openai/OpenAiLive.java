package dev.byok.providers.vendor.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveJson;
import dev.byok.providers.spec.LiveTranscriptionDialect;
import dev.byok.providers.spec.LiveTranscriptionInput;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.VendorError;
import dev.byok.speech.AudioFormat;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * {@code realtime?intent=transcription}: audio is base64 in JSON, at 24 kHz. Texts are differences, by item; a pause is told
 * before the text that it ends.
 */
final class OpenAiLive implements LiveTranscriptionDialect {

    private static final String ITEM = "conversation.item.input_audio_transcription.";

    @Override
    public Opening open(LiveTranscriptionInput input) {
        if (!input.request().format().equals(AudioFormat.PCM_24000)
                && !input.request().format().equals(AudioFormat.MULAW_8000)) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "live transcription here takes pcm_24000 or mulaw_8000")
                    .hint("send PCM at 24 kHz")
                    .build();
        }
        return new Opening.Upgrade(HttpCall.get("realtime").query("intent", "transcription"));
    }

    @Override
    public LiveTranslator newTranslator(LiveTranscriptionInput input) {
        return new Translator(input);
    }

    private static final class Translator implements LiveTranslator {

        private final LiveTranscriptionInput input;
        private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
        private boolean finishing;
        private boolean committed;

        Translator(LiveTranscriptionInput input) {
            this.input = input;
        }

        @Override
        public List<Frame> opened() {
            return List.of(LiveJson.write(this::configuration));
        }

        @Override
        public boolean awaitsStart() {
            return true;
        }

        private void configuration(JsonGenerator json) throws IOException {
            LiveTranscriptionRequest request = input.request();
            json.writeStartObject();
            json.writeStringField("type", "session.update");
            json.writeObjectFieldStart("session");
            json.writeStringField("type", "transcription");
            json.writeObjectFieldStart("audio");
            json.writeObjectFieldStart("input");
            json.writeObjectFieldStart("format");
            if (request.format().equals(AudioFormat.MULAW_8000)) {
                json.writeStringField("type", "audio/pcmu");
            } else {
                json.writeStringField("type", "audio/pcm");
                json.writeNumberField("rate", request.format().sampleRate());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("transcription");
            json.writeStringField("model", input.model());
            if (request.language().isPresent()) {
                json.writeStringField(
                        "language",
                        SpeechSettings.primaryLanguage(request.language().get()));
            }
            if (request.prompt().isPresent()) {
                json.writeStringField("prompt", request.prompt().get());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("turn_detection");
            json.writeStringField("type", "server_vad");
            json.writeEndObject();
            ExtraParameters.write(json, request.extra());
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }

        @Override
        public List<Frame> audio(byte[] samples) {
            return List.of(LiveJson.write(json -> {
                json.writeStartObject();
                json.writeStringField("type", "input_audio_buffer.append");
                json.writeStringField("audio", LiveJson.base64(samples));
                json.writeEndObject();
            }));
        }

        @Override
        public List<Frame> endUtterance() {
            return List.of(Frame.text("{\"type\":\"input_audio_buffer.commit\"}"));
        }

        @Override
        public List<Frame> finish() {
            finishing = true;
            return endUtterance();
        }

        @Override
        public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
            JsonNode json = LiveJson.read(frame);
            switch (Json.text(json, "type").orElse("")) {
                case "session.created" ->
                    out.accept(new TranscriptionEvent.SessionStarted(Json.text(json.path("session"), "id")));
                case "input_audio_buffer.speech_started" ->
                    out.accept(new TranscriptionEvent.SpeechStarted(
                            Optional.of(Duration.ofMillis(Json.longOrZero(json, "audio_start_ms"))), false));
                case "input_audio_buffer.speech_stopped" ->
                    out.accept(new TranscriptionEvent.UtteranceEnd(0, "", false));
                case "input_audio_buffer.committed" -> {
                    committed = finishing;
                    text(json);
                }
                case ITEM + "delta" ->
                    out.accept(new TranscriptionEvent.Interim(
                            0,
                            text(json)
                                    .append(Json.text(json, "delta").orElse(""))
                                    .toString(),
                            List.of()));
                case ITEM + "completed" -> {
                    completed(json, out);
                    return committed && texts.isEmpty();
                }
                case ITEM + "failed" -> throw new ErrorInReply(json);
                case "error" -> {
                    if (finishing && isEmptyCommit(json)) {
                        committed = true;
                        return texts.isEmpty();
                    }
                    throw new ErrorInReply(json);
                }
                default -> {
                    // answers to what was sent
                }
            }
            return false;
        }

        // nothing was said since the last pause, so there is nothing to wait for
        private static boolean isEmptyCommit(JsonNode json) {
            return Json.text(json.path("error"), "code")
                    .filter("input_audio_buffer_commit_empty"::equals)
                    .isPresent();
        }

        private void completed(JsonNode json, Consumer<? super TranscriptionEvent> out) {
            texts.remove(Json.text(json, "item_id").orElse(""));
            out.accept(new TranscriptionEvent.Final(
                    0, Json.text(json, "transcript").orElse(""), OptionalDouble.empty(), Optional.empty(), List.of()));
            // a text that was asked for, and not brought by a pause, is an utterance too
            out.accept(new TranscriptionEvent.UtteranceEnd(0, "", true));
        }

        private StringBuilder text(JsonNode json) {
            return texts.computeIfAbsent(Json.text(json, "item_id").orElse(""), id -> new StringBuilder());
        }

        @Override
        public Optional<VendorError> closed(int code, String reason) {
            if (reason.contains("maximum duration")) {
                return Optional.of(VendorError.ofClose(code, reason));
            }
            return LiveTranslator.unlessNormal(code, reason);
        }
    }
}
