package dev.byok.providers.vendor.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Reply;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.SpeechSink;
import java.util.List;

/** {@code POST <model>}: every family of models has parameters of its own; all of them answer with the URL of a file. */
final class FalSpeech implements SpeechDialect {

    private static final String MINIMAX = "fal-ai/minimax/";
    private static final String ORPHEUS = "fal-ai/orpheus-tts";
    private static final int[] MINIMAX_RATES = {8_000, 16_000, 22_050, 24_000, 32_000, 44_100};
    private static final List<String> FILES = List.of("fal.media");

    @Override
    public SpeechExchange encode(SpeechInput input) {
        if (input.model().startsWith(MINIMAX)) {
            return minimax(input);
        }
        if (input.model().equals(ORPHEUS)) {
            return file(
                    SpeechBody.of(input)
                            .text("text")
                            .with("voice", input.request().voice().orElse(null)),
                    input,
                    new Source.Wav());
        }
        throw ByokException.of(ErrorCode.MODEL_NOT_FOUND, "the parameters of this model of fal are not known")
                .provider("fal")
                .hint("fal-ai/minimax/speech-… and fal-ai/orpheus-tts are")
                .build();
    }

    private static SpeechExchange minimax(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        int rate = SpeechSettings.sampleRate(input, MINIMAX_RATES);
        SpeechBody body = SpeechBody.of(input)
                .text("text")
                .with(
                        "voice_setting",
                        SpeechBody.object("voice_id", SpeechSettings.voice(input), "speed", SpeechBody.speed(input)))
                .with(
                        "audio_setting",
                        mp3
                                ? SpeechBody.object("format", "mp3", "channel", 1)
                                : SpeechBody.object("format", "pcm", "sample_rate", rate, "channel", 1))
                .with("output_format", "url");
        return file(body, input, mp3 ? new Source.Mp3() : new Source.Pcm(rate));
    }

    private static SpeechExchange file(SpeechBody body, SpeechInput input, Source source) {
        return new SpeechExchange(body.post(input.model()), source, new Reply.Link(() -> FalSpeech::read, FILES));
    }

    private static boolean read(String event, JsonNode body, SpeechSink out) {
        JsonNode audio = body.path("audio");
        out.link(
                Json.text(audio, "url").orElseThrow(() -> new MalformedReply("there is no audio in it")),
                Json.longOrZero(audio, "file_size"));
        return true;
    }
}
