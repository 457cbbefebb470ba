package dev.byok.providers.vendor.minimax;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Reply;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechJson;
import dev.byok.providers.spec.SpeechReader;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.SpeechSink;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code POST t2a_v2}: events with audio in hexadecimal digits.
 *
 * @param failed whether a document tells a failure
 */
record MiniMaxSpeech(Predicate<JsonNode> failed) implements SpeechDialect {

    private static final int[] RATES = {8_000, 16_000, 22_050, 24_000, 32_000, 44_100};
    private static final int MP3_RATE = 32_000;
    private static final int MOST_CHARACTERS = 10_000;
    private static final int LAST = 2;

    @Override
    public SpeechExchange encode(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        int wanted = input.request().format().sampleRate();
        int rate = mp3 && wanted == 0 ? MP3_RATE : SpeechSettings.sampleRate(input, RATES);
        SpeechBody body = SpeechBody.of(input)
                .with("model", input.model())
                .text("text")
                .with("stream", true)
                .with("stream_options", SpeechBody.object("exclude_aggregated_audio", true))
                .with(
                        "voice_setting",
                        SpeechBody.object("voice_id", SpeechSettings.voice(input), "speed", SpeechBody.speed(input)))
                .with(
                        "audio_setting",
                        SpeechBody.object("format", mp3 ? "mp3" : "pcm", "sample_rate", rate, "channel", 1));
        return new SpeechExchange(
                body.post("t2a_v2"),
                mp3 ? new Source.Mp3() : new Source.Pcm(rate),
                new Reply.Events(() -> new Events(failed)));
    }

    @Override
    public List<String> parts(SpeechInput input) {
        return SpeechSettings.parts(input.text(), MOST_CHARACTERS);
    }

    private static final class Events implements SpeechReader {

        private final Predicate<JsonNode> failed;
        private boolean begun;

        Events(Predicate<JsonNode> failed) {
            this.failed = failed;
        }

        @Override
        public boolean accept(String event, JsonNode body, SpeechSink out) {
            ErrorInReply.requireNone(body, failed);
            JsonNode data = body.path("data");
            boolean last = data.path("status").asInt() == LAST;
            // the last event may have all of it once more
            if (data.hasNonNull("audio") && !(last && begun)) {
                out.audio(SpeechJson.hex(data, "audio"));
                begun = true;
            }
            out.characters(Json.longOrZero(body.path("extra_info"), "usage_characters"));
            return last;
        }
    }
}
