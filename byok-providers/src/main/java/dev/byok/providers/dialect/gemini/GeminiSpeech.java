package dev.byok.providers.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Reply;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechJson;
import dev.byok.providers.spec.SpeechReader;
import dev.byok.providers.spec.SpeechSink;
import java.util.List;
import java.util.Map;

/**
 * {@code …:streamGenerateContent} of a model that speaks: samples with 24,000 a second and nothing else. How it is spoken
 * stands before the text, because that is how these models are told.
 */
public final class GeminiSpeech implements SpeechDialect {

    private static final int RATE = 24_000;
    private static final String METHOD = ":streamGenerateContent?alt=sse";

    /** Makes one. */
    public GeminiSpeech() {}

    @Override
    public SpeechExchange encode(SpeechInput input) {
        String text = input.request()
                .instructions()
                .map(instructions -> instructions + ": " + input.text())
                .orElse(input.text());
        SpeechBody body = SpeechBody.of(input)
                .with("contents", List.of(Map.of("parts", List.of(Map.of("text", text)))))
                .with(
                        "generationConfig",
                        SpeechBody.object("responseModalities", List.of("AUDIO"), "speechConfig", voice(input)));
        return new SpeechExchange(
                body.post("v1beta/models/" + Paths.segment(input.model()) + METHOD),
                new Source.Pcm(RATE),
                new Reply.Events(Events::new));
    }

    private static Map<String, Object> voice(SpeechInput input) {
        Map<String, Object> voice =
                SpeechBody.object("voiceName", input.request().voice().orElse("Kore"));
        return SpeechBody.object(
                "languageCode",
                input.request().language().orElse(null),
                "voiceConfig",
                Map.of("prebuiltVoiceConfig", voice));
    }

    /** Reads events; the one that says why the answer ended is the last. */
    private static final class Events implements SpeechReader {

        @Override
        public boolean accept(String event, JsonNode body, SpeechSink out) {
            GeminiReply.requireAnswer(body);
            JsonNode candidate = body.path("candidates").path(0);
            for (JsonNode part : candidate.path("content").path("parts")) {
                if (part.has("inlineData")) {
                    out.audio(SpeechJson.base64(part.path("inlineData"), "data"));
                }
            }
            String reason = candidate.path("finishReason").asText("");
            if (!reason.isEmpty() && !reason.equals("STOP")) {
                throw refused(candidate);
            }
            return !reason.isEmpty();
        }

        private static RuntimeException refused(JsonNode candidate) {
            return switch (GeminiReply.finishReason(
                    candidate.path("finishReason").asText())) {
                case CONTENT_FILTER -> new ErrorInReply(blocked(candidate));
                default -> new MalformedReply("it ended with another reason than that all is said");
            };
        }

        // in the shape of a prompt that was blocked, which the rules for errors know
        private static JsonNode blocked(JsonNode candidate) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .set(
                            "promptFeedback",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put(
                                            "blockReason",
                                            candidate.path("finishReason").asText()));
        }
    }
}
