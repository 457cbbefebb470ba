package dev.byok.providers.vendor.rime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.HttpCall;
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
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;

/**
 * {@code POST v1/rime-tts}: the format stands in the header {@code Accept}, and with times, which Mist v2 alone tells over
 * HTTP, in the body. A model that Rime does not know would silently become another one, so it is checked here.
 */
final class RimeSpeech implements SpeechDialect {

    private static final int[] RATES = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000};
    private static final int MP3_RATE = 24_000;
    private static final int MOST_CHARACTERS = 1_000;
    private static final String TIMED = "mistv2";
    private static final int[] TIMED_RATES = {8_000, 16_000, 22_050, 24_000, 44_100};
    // words of other languages are not timed
    private static final Set<String> TIMED_LANGUAGES = Set.of("eng", "spa");
    private static final Set<String> MODELS = Set.of("coda", "mistv3", "mistv2", "mist", "arcana");

    @Override
    public SpeechExchange encode(SpeechInput input) {
        if (!MODELS.contains(input.model())) {
            throw ByokException.of(ErrorCode.MODEL_NOT_FOUND, "Rime has no such model")
                    .provider("rime")
                    .hint("Rime's models are coda, mistv3, mistv2 and mist")
                    .build();
        }
        boolean mp3 = SpeechSettings.mp3(input);
        boolean timed = timesWords(input);
        int rate = mp3 && input.request().format().sampleRate() == 0
                ? MP3_RATE
                : SpeechSettings.sampleRate(input, timed ? TIMED_RATES : RATES);
        Source source = mp3 ? new Source.Mp3() : new Source.Pcm(rate);
        HttpCall call = body(input, rate)
                .with("audioFormat", timed ? mp3 ? "mp3" : "pcm" : null)
                .post("v1/rime-tts");
        return timed
                ? new SpeechExchange(
                        call.with("Accept", "text/event-stream"), source, new Reply.Events(() -> RimeSpeech::read))
                : SpeechExchange.bytes(call.with("Accept", mp3 ? "audio/mpeg" : "audio/L16"), source);
    }

    private static SpeechBody body(SpeechInput input, int rate) {
        Double speed = SpeechBody.speed(input);
        return SpeechBody.of(input)
                .voice("speaker")
                .text("text")
                .with("modelId", input.model())
                .language("lang", RimeSpeech::language)
                .with("samplingRate", rate)
                // the other way round: below 1 is faster; other models have no such setting
                .with("speedAlpha", speed == null || !input.model().equals(TIMED) ? null : (Double) (1 / speed));
    }

    @Override
    public boolean timesWords(SpeechInput input) {
        return input.request().timestamps()
                && input.model().equals(TIMED)
                && input.request()
                        .language()
                        .map(RimeSpeech::language)
                        .map(TIMED_LANGUAGES::contains)
                        .orElse(true);
    }

    @Override
    public List<String> parts(SpeechInput input) {
        return SpeechSettings.parts(input.text(), MOST_CHARACTERS);
    }

    // three letters, and for German those of its English name
    private static String language(String tag) {
        String language = SpeechSettings.primaryLanguage(tag);
        if (language.equals("de")) {
            return "ger";
        }
        try {
            return Locale.forLanguageTag(language).getISO3Language();
        } catch (MissingResourceException e) {
            return language;
        }
    }

    private static boolean read(String event, JsonNode body, SpeechSink out) {
        switch (event) {
            case "chunk" -> out.audio(SpeechJson.base64(body, "data"));
            case "timestamps" ->
                out.words(SpeechJson.words(body.path("word_timestamps"), "words", "start", "end").stream()
                        .filter(RimeSpeech::isWord)
                        .toList());
            case "error" -> throw new ErrorInReply(body);
            case "done" -> {
                return true;
            }
            default -> {
                // what may come
            }
        }
        return false;
    }

    // a comma has times of its own, but is none
    private static boolean isWord(WordTimestamp word) {
        return word.word().codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
