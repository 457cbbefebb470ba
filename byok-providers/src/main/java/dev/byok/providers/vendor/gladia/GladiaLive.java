package dev.byok.providers.vendor.gladia;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.ExtraParameters;
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
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code POST v2/live} says where the WebSocket is. A segment is replaced until it is final. */
final class GladiaLive implements LiveTranscriptionDialect {

    private static final WordShape WORDS = WordShape.seconds("word");

    @Override
    public Opening open(LiveTranscriptionInput input) {
        return new Opening.Ask(
                HttpCall.post("v2/live", Json.write(json -> write(json, input))), body -> Json.required(body, "url"));
    }

    private static void write(JsonGenerator json, LiveTranscriptionInput input) throws IOException {
        LiveTranscriptionRequest request = input.request();
        boolean pcm = request.format().encoding() == Encoding.PCM;
        json.writeStartObject();
        json.writeStringField("encoding", pcm ? "wav/pcm" : "wav/ulaw");
        json.writeNumberField("bit_depth", pcm ? 16 : 8);
        json.writeNumberField("sample_rate", request.format().sampleRate());
        json.writeNumberField("channels", 1);
        json.writeStringField("model", input.model());
        GladiaSettings.language(json, request.language());
        if (request.prompt().isPresent()) {
            json.writeObjectFieldStart("realtime_processing");
            GladiaSettings.vocabulary(json, request.prompt().get());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("messages_config");
        json.writeBooleanField("receive_partial_transcripts", true);
        json.writeBooleanField("receive_speech_events", true);
        json.writeEndObject();
        ExtraParameters.write(json, request.extra());
        json.writeEndObject();
    }

    @Override
    public LiveTranslator newTranslator(LiveTranscriptionInput input) {
        return new Translator(input.request().words());
    }

    private static final class Translator implements LiveTranslator {

        private final boolean words;

        Translator(boolean words) {
            this.words = words;
        }

        @Override
        public boolean awaitsStart() {
            return true;
        }

        @Override
        public List<Frame> audio(byte[] samples) {
            return List.of(Frame.binary(samples));
        }

        @Override
        public List<Frame> finish() {
            return List.of(Frame.text("{\"type\":\"stop_recording\"}"));
        }

        @Override
        public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
            JsonNode json = LiveJson.read(frame);
            JsonNode data = json.path("data");
            switch (Json.text(json, "type").orElse("")) {
                case "start_session" ->
                    out.accept(new TranscriptionEvent.SessionStarted(Json.text(json, "session_id")));
                case "speech_start" ->
                    out.accept(new TranscriptionEvent.SpeechStarted(Optional.of(WORDS.time(data, "time")), false));
                case "transcript" -> transcript(data, out);
                case "end_session" -> {
                    return true;
                }
                case "error" -> throw new ErrorInReply(json);
                default -> {
                    if (json.hasNonNull("error")) {
                        throw new ErrorInReply(json);
                    }
                }
            }
            return false;
        }

        // speech_end comes before the text that it ends, and a final is the end of an utterance
        private void transcript(JsonNode data, Consumer<? super TranscriptionEvent> out) {
            JsonNode utterance = data.path("utterance");
            String text = Json.text(utterance, "text").orElse("");
            List<TranscribedWord> heard = words ? WORDS.read(utterance.path("words")) : List.of();
            boolean settled = data.path("is_final").asBoolean();
            out.accept(LiveJson.heard(
                    settled, text, WordShape.number(utterance, "confidence"), Json.text(utterance, "language"), heard));
            if (settled) {
                out.accept(new TranscriptionEvent.UtteranceEnd(0, "", false));
            }
        }

        @Override
        public Optional<VendorError> closed(int code, String reason) {
            return LiveTranslator.unlessNormal(code, reason);
        }
    }
}
