package dev.byok.providers.vendor.sarvam;

import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;
import java.util.List;

/** {@code POST text-to-speech/stream}. The language is required: Indian English where the caller named none. */
final class SarvamSpeech implements SpeechDialect {

    private static final int[] RATES = {8_000, 16_000, 22_050, 24_000};
    private static final int MP3_RATE = 24_000;
    private static final int MOST_CHARACTERS = 1_500;
    private static final String USUAL_LANGUAGE = "en-IN";

    @Override
    public SpeechExchange encode(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        int wanted = input.request().format().sampleRate();
        int rate = mp3 && wanted == 0 ? MP3_RATE : SpeechSettings.sampleRate(input, RATES);
        SpeechBody body = SpeechBody.of(input)
                .text("text")
                .with("target_language_code", input.request().language().orElse(USUAL_LANGUAGE))
                .with("speaker", input.request().voice().orElse(null))
                .with("model", input.model())
                .speed("pace")
                .with("speech_sample_rate", rate)
                .with("output_audio_codec", mp3 ? "mp3" : "linear16");
        return SpeechExchange.bytes(body.post("text-to-speech/stream"), mp3 ? new Source.Mp3() : new Source.Pcm(rate));
    }

    @Override
    public List<String> parts(SpeechInput input) {
        return SpeechSettings.parts(input.text(), MOST_CHARACTERS);
    }
}
