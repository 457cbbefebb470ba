package dev.byok.providers.vendor.resemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.byok.providers.spec.CharacterTimes;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Reply;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechJson;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.SpeechSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST stream}, a WAV file as it is made; for MP3 and for times {@code POST synthesize}, a document. There is no rate
 * of 24,000, so twice as much is asked for and halved.
 */
final class ResembleSpeech implements SpeechDialect {

    private static final int[] RATES = {8_000, 16_000, 22_050, 48_000};
    private static final int MP3_RATE = 44_100;
    private static final int MOST_CHARACTERS = 2_000;

    @Override
    public boolean timesWords(SpeechInput input) {
        return input.request().timestamps();
    }

    @Override
    public SpeechExchange encode(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        boolean whole = mp3 || timesWords(input);
        SpeechBody body = SpeechBody.of(input)
                .voice("voice_uuid")
                .with("data", input.text())
                .with("model", model(input))
                .with("output_format", whole ? mp3 ? "mp3" : "wav" : null)
                .with("sample_rate", mp3 ? MP3_RATE : SpeechSettings.sampleRate(input, RATES))
                .with("precision", mp3 ? null : "PCM_16");
        Source source = mp3 ? new Source.Mp3() : new Source.Wav();
        return whole
                ? new SpeechExchange(
                        body.post("synthesize").on(Resemble.SYNTHESIS),
                        source,
                        new Reply.Document(() -> ResembleSpeech::read))
                : SpeechExchange.bytes(body.post("stream").on(Resemble.SYNTHESIS), source);
    }

    @Override
    public List<String> parts(SpeechInput input) {
        return SpeechSettings.parts(input.text(), MOST_CHARACTERS);
    }

    // without a name the voice's own
    private static @Nullable String model(SpeechInput input) {
        return input.model().equals("*") ? null : input.model();
    }

    private static boolean read(String event, JsonNode body, SpeechSink out) {
        JsonNode times = body.path("audio_timestamps");
        ArrayNode starts = JsonNodeFactory.instance.arrayNode();
        ArrayNode ends = JsonNodeFactory.instance.arrayNode();
        for (JsonNode time : times.path("graph_times")) {
            starts.add(time.path(0));
            ends.add(time.path(1));
        }
        CharacterTimes characters = new CharacterTimes();
        out.words(characters.add(times.path("graph_chars"), starts, ends));
        out.words(characters.rest());
        out.audio(SpeechJson.base64(body, "audio_content"));
        return true;
    }
}
