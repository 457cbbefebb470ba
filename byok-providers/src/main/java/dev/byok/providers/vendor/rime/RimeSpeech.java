package dev.byok.providers.vendor.rime;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;

/**
 * {@code POST v1/rime-tts}: the format stands in the header {@code Accept}. A model that Rime does not know would silently
 * become another one, so it is checked here.
 */
final class RimeSpeech implements SpeechDialect {

    private static final int[] RATES = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000};
    private static final int MP3_RATE = 24_000;
    private static final int MOST_CHARACTERS = 1_000;
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
        int rate =
                mp3 && input.request().format().sampleRate() == 0 ? MP3_RATE : SpeechSettings.sampleRate(input, RATES);
        Double speed = SpeechBody.speed(input);
        SpeechBody body = SpeechBody.of(input)
                .voice("speaker")
                .text("text")
                .with("modelId", input.model())
                .language("lang", RimeSpeech::language)
                .with("samplingRate", rate)
                // the other way round: below 1 is faster; other models have no such setting
                .with("speedAlpha", speed == null || !input.model().equals("mistv2") ? null : (Double) (1 / speed));
        return SpeechExchange.bytes(
                body.post("v1/rime-tts").with("Accept", mp3 ? "audio/mpeg" : "audio/L16"),
                mp3 ? new Source.Mp3() : new Source.Pcm(rate));
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
}
