package dev.byok.providers.dialect.openai;

import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;
import java.util.List;

/**
 * {@code POST audio/speech}: the audio comes as it is, PCM always with 24,000 samples a second.
 *
 * @param mostCharacters of one request
 * @param wavOnly whether there is nothing but WAV
 */
public record OpenAiSpeech(int mostCharacters, boolean wavOnly) implements SpeechDialect {

    private static final int RATE = 24_000;
    private static final String WITHOUT_INSTRUCTIONS = "tts-1";

    /** {@return the format as OpenAI has it} */
    public static OpenAiSpeech standard() {
        return new OpenAiSpeech(4_096, false);
    }

    /**
     * {@return the format of vendors that send nothing but WAV}
     *
     * @param mostCharacters of one request
     */
    public static OpenAiSpeech wavOnly(int mostCharacters) {
        return new OpenAiSpeech(mostCharacters, true);
    }

    @Override
    public SpeechExchange encode(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        SpeechBody body = SpeechBody.of(input)
                .with("model", input.model())
                .text("input")
                .voice("voice")
                .with("response_format", wavOnly ? "wav" : mp3 ? "mp3" : "pcm")
                .speed("speed");
        // the older models refuse them, and those of other vendors do not know them
        if (!wavOnly && !input.model().startsWith(WITHOUT_INSTRUCTIONS)) {
            body.instructions("instructions");
        }
        Source source = wavOnly ? new Source.Wav() : mp3 ? new Source.Mp3() : new Source.Pcm(RATE);
        return SpeechExchange.bytes(body.post("audio/speech"), source);
    }

    @Override
    public List<String> parts(SpeechInput input) {
        return SpeechSettings.parts(input.text(), mostCharacters);
    }
}
