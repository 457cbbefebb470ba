package dev.byok.providers.vendor.mistral;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Reply;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechJson;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.SpeechSink;

/** {@code POST audio/speech}: events with audio in them; what Mistral calls PCM are floating point numbers. */
final class MistralSpeech implements SpeechDialect {

    private static final int RATE = 24_000;

    @Override
    public SpeechExchange encode(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        SpeechBody body = SpeechBody.of(input)
                .with("model", input.model())
                .text("input")
                .voice("voice_id")
                .with("response_format", mp3 ? "mp3" : "pcm")
                .with("stream", true);
        return new SpeechExchange(
                body.post("audio/speech"),
                mp3 ? new Source.Mp3() : new Source.Float32(RATE),
                new Reply.Events(() -> MistralSpeech::read));
    }

    private static boolean read(String event, JsonNode body, SpeechSink out) {
        ErrorInReply.requireNone(body);
        switch (body.path("type").asText(event)) {
            case "speech.audio.delta" -> out.audio(SpeechJson.base64(body, "audio_data"));
            case "speech.audio.done" -> {
                return true;
            }
            default -> {
                // what may come
            }
        }
        return false;
    }
}
