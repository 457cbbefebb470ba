package dev.byok.providers.vendor.playht;

import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/**
 * PlayHT: text to speech, which closed. Nothing is sent to its old hosts, whose names anybody may own one day; who runs
 * something that speaks its format names it as the base URL.
 */
public final class PlayHt {

    private static final int[] RATES = {8_000, 16_000, 24_000, 44_100, 48_000};

    private PlayHt() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("playht", "PlayHT")
                .aliases("playai")
                .docs("https://docs.play.ht")
                .maturity(
                        Maturity.RETIRED,
                        "2025-12-31: the service closed, see https://github.com/pipecat-ai/pipecat/pull/3838.")
                .baseUrl("https://api.play.ht")
                .field(Field.secret("api_key", "API key").where("https://play.ht/studio/api-access"))
                .field(Field.text("user_id", "User ID").help("Stood beside the key."), "X-USER-ID")
                .auth(Auth.bearer("api_key"))
                .check(LiveCheck.shapeOnly())
                .speech(PlayHt::speech, "PlayDialog")
                .build();
    }

    private static SpeechExchange speech(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        int rate = SpeechSettings.sampleRate(input, RATES);
        return SpeechExchange.bytes(
                SpeechBody.of(input)
                        .text("text")
                        .voice("voice")
                        .with("voice_engine", input.model())
                        .with("output_format", mp3 ? "mp3" : "wav")
                        .with("sample_rate", mp3 ? null : (Integer) rate)
                        .speed("speed")
                        .post("api/v2/tts/stream"),
                mp3 ? new Source.Mp3() : new Source.Wav());
    }
}
