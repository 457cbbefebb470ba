package dev.byok.providers.vendor.assemblyai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.byok.providers.spec.AudioPieces;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.FormFields;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveJson;
import dev.byok.providers.spec.LiveTranscriptionDialect;
import dev.byok.providers.spec.LiveTranscriptionInput;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.Vocabulary;
import dev.byok.providers.spec.WordShape;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioFormat.Encoding;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.TranscriptionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** {@code v3/ws}: a turn comes whole again and again, and its end is told with it. */
final class AssemblyAiLive implements LiveTranscriptionDialect {

    private static final WordShape WORDS = WordShape.millis("text");

    @Override
    public Opening open(LiveTranscriptionInput input) {
        LiveTranscriptionRequest request = input.request();
        AudioFormat format = request.format();
        FormFields query = FormFields.none()
                .with("speech_model", input.model())
                .with("encoding", format.encoding() == Encoding.PCM ? "pcm_s16le" : "pcm_mulaw")
                .with("sample_rate", String.valueOf(format.sampleRate()))
                .with("format_turns", "true")
                .with("keyterms_prompt", request.prompt().map(AssemblyAiLive::terms))
                .extra(request.extra());
        return new Opening.Upgrade(query.onto(HttpCall.get("v3/ws")).on(AssemblyAi.STREAMING));
    }

    // a list in JSON
    private static String terms(String prompt) {
        return Vocabulary.terms(prompt).stream()
                .map(term -> JsonNodeFactory.instance.textNode(term).toString())
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public LiveTranslator newTranslator(LiveTranscriptionInput input) {
        return new Translator(input.request());
    }

    private static final class Translator implements LiveTranslator {

        private final boolean words;
        private final AudioPieces pieces;

        Translator(LiveTranscriptionRequest request) {
            this.words = request.words();
            // a frame has to be 50 to 1000 ms long
            int second = request.format().sampleRate() * request.format().bytesPerSample();
            this.pieces = new AudioPieces(second / 20, second);
        }

        @Override
        public boolean awaitsStart() {
            return true;
        }

        @Override
        public List<Frame> audio(byte[] samples) {
            return frames(pieces.add(samples));
        }

        @Override
        public List<Frame> endUtterance() {
            return with(frames(pieces.rest()), "{\"type\":\"ForceEndpoint\"}");
        }

        @Override
        public List<Frame> finish() {
            return with(frames(pieces.rest()), "{\"type\":\"Terminate\"}");
        }

        private static List<Frame> frames(List<byte[]> pieces) {
            return pieces.stream().map(Frame::binary).toList();
        }

        private static List<Frame> with(List<Frame> frames, String control) {
            List<Frame> all = new ArrayList<>(frames);
            all.add(Frame.text(control));
            return all;
        }

        @Override
        public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
            JsonNode json = LiveJson.read(frame);
            switch (Json.text(json, "type").orElse("")) {
                case "Begin" -> out.accept(new TranscriptionEvent.SessionStarted(Json.text(json, "id")));
                case "SpeechStarted" ->
                    out.accept(new TranscriptionEvent.SpeechStarted(Optional.of(WORDS.time(json, "timestamp")), false));
                case "Turn" -> turn(json, out);
                case "Termination" -> {
                    return true;
                }
                case "Error" -> throw new ErrorInReply(error(json));
                default -> {
                    if (json.has("error")) {
                        throw new ErrorInReply(error(json));
                    }
                }
            }
            return false;
        }

        // its code is the close code that follows
        private static JsonNode error(JsonNode json) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("code", json.path("error_code").asText())
                    .put("message", Json.text(json, "error").orElse(""));
        }

        private void turn(JsonNode json, Consumer<? super TranscriptionEvent> out) {
            String text = Json.text(json, "transcript").orElse("");
            List<TranscribedWord> heard = words ? WORDS.read(json.path("words")) : List.of();
            // an end comes twice: first as it was heard, then with punctuation
            if (!json.path("end_of_turn").asBoolean()
                    || !json.path("turn_is_formatted").asBoolean(true)) {
                out.accept(new TranscriptionEvent.Interim(0, text, heard));
                return;
            }
            out.accept(new TranscriptionEvent.Final(
                    0, text, OptionalDouble.empty(), Json.text(json, "language_code"), heard));
            out.accept(new TranscriptionEvent.UtteranceEnd(0, "", false));
        }

        @Override
        public Optional<VendorError> closed(int code, String reason) {
            return LiveTranslator.unlessNormal(code, reason);
        }
    }
}
