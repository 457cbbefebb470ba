package dev.byok.providers.vendor.inworld;

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
import java.util.function.UnaryOperator;

/** {@code POST tts/v1/voice:stream}: a document on each line, also for errors, and no end marker. */
final class InworldSpeech implements SpeechDialect {

    private static final int[] RATES = {8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000};
    private static final int MP3_RATE = 48_000;
    private static final int MOST_CHARACTERS = 2_000;

    @Override
    public boolean timesWords(SpeechInput input) {
        return input.request().timestamps();
    }

    @Override
    public SpeechExchange encode(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        int rate =
                mp3 && input.request().format().sampleRate() == 0 ? MP3_RATE : SpeechSettings.sampleRate(input, RATES);
        SpeechBody body = SpeechBody.of(input)
                .text("text")
                .voice("voiceId")
                .with("modelId", input.model())
                .with(
                        "audioConfig",
                        SpeechBody.object(
                                // LINEAR16 would put a header before every piece
                                "audioEncoding",
                                mp3 ? "MP3" : "PCM",
                                "sampleRateHertz",
                                rate,
                                "speakingRate",
                                SpeechBody.speed(input)))
                .language("language", UnaryOperator.identity())
                .with("timestampType", timesWords(input) ? "WORD" : null);
        return new SpeechExchange(
                body.post("tts/v1/voice:stream"),
                mp3 ? new Source.Mp3() : new Source.Pcm(rate),
                new Reply.Lines(Lines::new));
    }

    @Override
    public List<String> parts(SpeechInput input) {
        return SpeechSettings.parts(input.text(), MOST_CHARACTERS);
    }

    private static final class Lines implements SpeechReader {

        private long characters;

        @Override
        public boolean accept(String event, JsonNode body, SpeechSink out) {
            ErrorInReply.requireNone(body);
            JsonNode result = body.path("result");
            characters = Math.max(characters, Json.longOrZero(result.path("usage"), "processedCharactersCount"));
            JsonNode times = result.path("timestampInfo").path("wordAlignment");
            out.words(SpeechJson.words(times, "words", "wordStartTimeSeconds", "wordEndTimeSeconds"));
            out.audio(SpeechJson.base64(result, "audioContent"));
            return false;
        }

        @Override
        public boolean mayEndHere(SpeechSink out) {
            out.characters(characters);
            return true;
        }
    }
}
