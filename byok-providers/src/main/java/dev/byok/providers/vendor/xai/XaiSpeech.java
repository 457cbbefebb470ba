package dev.byok.providers.vendor.xai;

import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;
import java.util.List;

/** {@code POST tts}: voices and no models. The language is required, and may be left to xAI. */
final class XaiSpeech implements SpeechDialect {

    private static final int[] RATES = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000};
    private static final int MP3_RATE = 24_000;
    private static final int MP3_BITS = 128_000;
    private static final int MOST_CHARACTERS = 15_000;

    @Override
    public SpeechExchange encode(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        int wanted = input.request().format().sampleRate();
        int rate = mp3 && wanted == 0 ? MP3_RATE : SpeechSettings.sampleRate(input, RATES);
        SpeechBody body = SpeechBody.of(input)
                .text("text")
                .with("voice_id", input.request().voice().orElse(null))
                .with(
                        "language",
                        input.request()
                                .language()
                                .map(SpeechSettings::primaryLanguage)
                                .orElse("auto"))
                .with(
                        "output_format",
                        SpeechBody.object(
                                "codec", mp3 ? "mp3" : "pcm", "sample_rate", rate, "bit_rate", mp3 ? MP3_BITS : null))
                .speed("speed");
        return SpeechExchange.bytes(body.post("tts"), mp3 ? new Source.Mp3() : new Source.Pcm(rate));
    }

    @Override
    public List<String> parts(SpeechInput input) {
        return SpeechSettings.parts(input.text(), MOST_CHARACTERS);
    }
}
