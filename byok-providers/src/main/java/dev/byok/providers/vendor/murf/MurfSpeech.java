package dev.byok.providers.vendor.murf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Reply;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechJson;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.SpeechSink;
import dev.byok.speech.WordTimestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code POST v1/speech/stream}; with times {@code POST v1/speech/generate}, which has no other model than GEN2. */
final class MurfSpeech implements SpeechDialect {

    private static final int[] RATES = {8_000, 24_000, 44_100, 48_000};
    private static final int MP3_RATE = 44_100;
    private static final String TIMED = "GEN2";
    private static final int PERCENT = 100;

    @Override
    public boolean timesWords(SpeechInput input) {
        return input.request().timestamps() && input.model().equals(TIMED);
    }

    @Override
    public SpeechExchange encode(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        boolean timed = timesWords(input);
        int wanted = input.request().format().sampleRate();
        int rate = mp3 && wanted == 0 ? MP3_RATE : SpeechSettings.sampleRate(input, RATES);
        SpeechBody body = SpeechBody.of(input)
                .text("text")
                .voice("voiceId")
                .with(timed ? "modelVersion" : "model", input.model())
                .language("multiNativeLocale", UnaryOperator.identity())
                .with("rate", rate(SpeechBody.speed(input)))
                .with("format", mp3 ? "MP3" : "PCM")
                .with("sampleRate", rate)
                .with("channelType", "MONO")
                .with("encodeAsBase64", timed ? true : null);
        Source source = mp3 ? new Source.Mp3() : new Source.Pcm(rate);
        return timed
                ? new SpeechExchange(
                        body.post("v1/speech/generate"), source, new Reply.Document(() -> MurfSpeech::read))
                : SpeechExchange.bytes(body.post("v1/speech/stream"), source);
    }

    // per cent slower or faster
    private static @Nullable Integer rate(@Nullable Double speed) {
        return speed == null ? null : (Integer) (int) Math.round((speed - 1) * PERCENT);
    }

    private static boolean read(String event, JsonNode body, SpeechSink out) {
        List<WordTimestamp> words = new ArrayList<>();
        for (JsonNode word : body.path("wordDurations")) {
            words.add(SpeechJson.wordInMillis(word, "word", "startMs", "endMs"));
        }
        out.words(words);
        out.audio(SpeechJson.base64(body, "encodedAudio"));
        out.characters(Json.longOrZero(body, "consumedCharacterCount"));
        return true;
    }
}
