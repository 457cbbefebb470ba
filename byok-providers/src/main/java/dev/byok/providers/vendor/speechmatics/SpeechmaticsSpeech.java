package dev.byok.providers.vendor.speechmatics;

import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;

/** {@code POST generate/{voice}}: samples with 16,000 a second and nothing else, at one host for all regions. */
final class SpeechmaticsSpeech implements SpeechDialect {

    private static final int RATE = 16_000;

    @Override
    public SpeechExchange encode(SpeechInput input) {
        return SpeechExchange.bytes(
                SpeechBody.of(input)
                        .text("text")
                        .post("generate/" + Paths.segment(SpeechSettings.voice(input)))
                        .on(Speechmatics.SPEECH)
                        .query("output_format", "pcm_16000"),
                new Source.Pcm(RATE));
    }
}
