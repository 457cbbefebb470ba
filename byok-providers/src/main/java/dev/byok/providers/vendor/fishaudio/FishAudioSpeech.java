package dev.byok.providers.vendor.fishaudio;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;
import java.util.Set;

/**
 * {@code POST v1/tts}: the model is a header. One that Fish Audio does not know would silently become another one, so it is
 * checked here.
 */
final class FishAudioSpeech implements SpeechDialect {

    private static final int[] RATES = {8_000, 16_000, 24_000, 32_000, 44_100};
    private static final Set<String> MODELS = Set.of("s2.1-pro", "s2.1-pro-free", "s2-pro", "s1");

    @Override
    public SpeechExchange encode(SpeechInput input) {
        if (!MODELS.contains(input.model())) {
            throw ByokException.of(ErrorCode.MODEL_NOT_FOUND, "Fish Audio has no such model")
                    .provider("fish-audio")
                    .hint("Fish Audio's models are s2.1-pro, s2-pro and s1")
                    .build();
        }
        boolean mp3 = SpeechSettings.mp3(input);
        int rate = SpeechSettings.sampleRate(input, RATES);
        return SpeechExchange.bytes(
                SpeechBody.of(input)
                        .text("text")
                        .with("reference_id", input.request().voice().orElse(null))
                        .with("format", mp3 ? "mp3" : "pcm")
                        .with("sample_rate", mp3 ? null : (Integer) rate)
                        .speed("prosody", "speed")
                        .post("v1/tts")
                        .with("model", input.model()),
                mp3 ? new Source.Mp3() : new Source.Pcm(rate));
    }
}
