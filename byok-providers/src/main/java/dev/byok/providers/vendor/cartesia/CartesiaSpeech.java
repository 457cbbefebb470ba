package dev.byok.providers.vendor.cartesia;

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
import java.util.Map;

/** {@code POST tts/bytes}; with times {@code POST tts/sse}, which has no MP3. */
final class CartesiaSpeech implements SpeechDialect {

    private static final int[] RATES = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000};
    private static final int MP3_RATE = 44_100;
    private static final int MP3_BITS = 128_000;

    @Override
    public boolean timesWords(SpeechInput input) {
        return input.request().timestamps() && !SpeechSettings.mp3(input);
    }

    @Override
    public SpeechExchange encode(SpeechInput input) {
        boolean timed = timesWords(input);
        int rate = SpeechSettings.sampleRate(input, RATES);
        SpeechBody body = SpeechBody.of(input)
                .with("model_id", input.model())
                .text("transcript")
                .with("voice", SpeechBody.object("mode", "id", "id", SpeechSettings.voice(input)))
                .with("output_format", format(input, rate))
                .language("language", SpeechSettings::primaryLanguage)
                .speed("generation_config", "speed")
                .with("add_timestamps", timed ? true : null);
        Source source = SpeechSettings.mp3(input) ? new Source.Mp3() : new Source.Pcm(rate);
        return timed
                ? new SpeechExchange(body.post("tts/sse"), source, new Reply.Events(() -> CartesiaSpeech::read))
                : SpeechExchange.bytes(body.post("tts/bytes"), source);
    }

    private static Map<String, Object> format(SpeechInput input, int rate) {
        if (SpeechSettings.mp3(input)) {
            int wanted = input.request().format().sampleRate();
            return SpeechBody.object(
                    "container", "mp3", "sample_rate", wanted == 0 ? MP3_RATE : rate, "bit_rate", MP3_BITS);
        }
        return SpeechBody.object("container", "raw", "encoding", "pcm_s16le", "sample_rate", rate);
    }

    private static boolean read(String event, JsonNode body, SpeechSink out) {
        switch (body.path("type").asText()) {
            case "chunk" -> out.audio(SpeechJson.base64(body, "data"));
            case "timestamps" -> out.words(SpeechJson.words(body.path("word_timestamps"), "words", "start", "end"));
            case "error" -> throw new ErrorInReply(body);
            case "done" -> {
                return true;
            }
            default -> {
                // phonemes, and what may come
            }
        }
        return false;
    }
}
