package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;
import java.io.IOException;
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
        String voice = SpeechSettings.voice(input);
        byte[] body = Json.write(json -> write(json, input, voice, wavOnly ? "wav" : mp3 ? "mp3" : "pcm"));
        Source source = wavOnly ? new Source.Wav() : mp3 ? new Source.Mp3() : new Source.Pcm(RATE);
        return SpeechExchange.bytes(HttpCall.post("audio/speech", body), source);
    }

    @Override
    public List<String> parts(SpeechInput input) {
        return SpeechSettings.parts(input.text(), mostCharacters);
    }

    private static void write(JsonGenerator json, SpeechInput input, String voice, String format) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", input.model());
        json.writeStringField("input", input.text());
        json.writeStringField("voice", voice);
        json.writeStringField("response_format", format);
        if (input.request().speed().isPresent()) {
            json.writeNumberField("speed", input.request().speed().getAsDouble());
        }
        // the older models refuse them
        if (input.request().instructions().isPresent() && !input.model().startsWith(WITHOUT_INSTRUCTIONS)) {
            json.writeStringField("instructions", input.request().instructions().get());
        }
        ExtraParameters.write(json, input.request().extra());
        json.writeEndObject();
    }
}
