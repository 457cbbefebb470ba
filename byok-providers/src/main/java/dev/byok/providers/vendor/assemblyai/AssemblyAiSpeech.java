package dev.byok.providers.vendor.assemblyai;

import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;
import java.util.List;
import java.util.Locale;

/** {@code POST audio/speech} in OpenAI's form: MP3, or samples with 24,000 a second. */
final class AssemblyAiSpeech implements SpeechDialect {

    private static final int RATE = 24_000;
    private static final int MOST_CHARACTERS = 2_000;

    @Override
    public SpeechExchange encode(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        return SpeechExchange.bytes(
                SpeechBody.of(input)
                        .with("model", input.model())
                        .text("input")
                        .with("voice", input.request().voice().orElse(null))
                        .with("response_format", mp3 ? "mp3" : "pcm")
                        .language("language", AssemblyAiSpeech::language)
                        .speed("speed")
                        .post("audio/speech")
                        .on(AssemblyAi.SPEECH),
                mp3 ? new Source.Mp3() : new Source.Pcm(RATE));
    }

    @Override
    public List<String> parts(SpeechInput input) {
        return SpeechSettings.parts(input.text(), MOST_CHARACTERS);
    }

    // by its English name; a tag with a region is refused
    private static String language(String tag) {
        return Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT);
    }
}
