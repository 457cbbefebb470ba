package dev.byok.providers.vendor.customvoice;

import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import java.util.function.UnaryOperator;

/**
 * The contract to the letter: {@code text}, {@code voice}, {@code language}, {@code format}, and {@code instructions} only
 * where there are some. The body of the answer is samples of 16 bits at the rate that the format names.
 */
final class CustomVoiceSpeech implements SpeechDialect {

    private static final int USUAL_RATE = 24_000;

    @Override
    public SpeechExchange encode(SpeechInput input) {
        int wanted = input.request().format().sampleRate();
        int rate = wanted == 0 ? USUAL_RATE : wanted;
        return SpeechExchange.bytes(
                SpeechBody.of(input)
                        .text("text")
                        .with("voice", input.request().voice().orElse(null))
                        .language("language", UnaryOperator.identity())
                        .with("format", "pcm_" + rate)
                        .instructions("instructions")
                        .postAlone(""),
                new Source.Pcm(rate));
    }
}
