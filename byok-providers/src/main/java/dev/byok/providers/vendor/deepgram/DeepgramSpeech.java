package dev.byok.providers.vendor.deepgram;

import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.speech.AudioFormat;
import java.util.List;
import java.util.Map;

/** {@code POST v1/speak}: everything but the text stands in the query, and the model is the voice. */
final class DeepgramSpeech implements SpeechDialect {

    private static final int[] RATES = {8_000, 16_000, 24_000, 32_000, 48_000};
    private static final int MOST_CHARACTERS = 2_000;

    @Override
    public SpeechExchange encode(SpeechInput input) {
        HttpCall call = SpeechBody.of(input)
                .text("text")
                .postAlone("v1/speak")
                .query("model", input.request().voice().orElse(input.model()));
        int rate = SpeechSettings.sampleRate(input, RATES);
        Source source = new Source.Pcm(rate);
        if (SpeechSettings.mp3(input)) {
            source = new Source.Mp3();
            call = call.query("encoding", "mp3");
        } else if (input.request().format().equals(AudioFormat.MULAW_8000)) {
            source = new Source.MuLaw(rate);
            call = sampled(call, "mulaw", rate);
        } else {
            call = sampled(call, "linear16", rate);
        }
        for (Map.Entry<String, Object> extra : input.request().extra().entrySet()) {
            call = call.query(extra.getKey(), String.valueOf(extra.getValue()));
        }
        return SpeechExchange.bytes(call, source);
    }

    @Override
    public List<String> parts(SpeechInput input) {
        return SpeechSettings.parts(input.text(), MOST_CHARACTERS);
    }

    private static HttpCall sampled(HttpCall call, String encoding, int rate) {
        return call.query("encoding", encoding).query("container", "none").query("sample_rate", String.valueOf(rate));
    }
}
