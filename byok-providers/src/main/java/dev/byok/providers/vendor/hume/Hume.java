package dev.byok.providers.vendor.hume;

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
import java.util.List;

/**
 * Hume: text to speech, which ended. Nothing is sent to its old host; who runs something that speaks its format names it as
 * the base URL. Samples come with 48,000 a second and no other rate.
 */
public final class Hume {

    private static final int RATE = 48_000;

    private Hume() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("hume", "Hume")
                .docs("https://dev.hume.ai")
                .maturity(Maturity.RETIRED, "2026-11-13: text to speech ended, as announced at https://dev.hume.ai.")
                .baseUrl("https://api.hume.ai")
                .field(Field.secret("api_key", "API key").where("https://app.hume.ai/keys"))
                .auth(Auth.header("X-Hume-Api-Key", "api_key"))
                .check(LiveCheck.shapeOnly())
                .speech(Hume::speech, null)
                .build();
    }

    private static SpeechExchange speech(SpeechInput input) {
        boolean mp3 = SpeechSettings.mp3(input);
        Object utterance = SpeechBody.object(
                "text",
                input.text(),
                "voice",
                SpeechBody.object("id", SpeechSettings.voice(input)),
                "description",
                input.request().instructions().orElse(null),
                "speed",
                SpeechBody.speed(input));
        return SpeechExchange.bytes(
                SpeechBody.of(input)
                        .with("utterances", List.of(utterance))
                        .with("format", SpeechBody.object("type", mp3 ? "mp3" : "pcm"))
                        .post("v0/tts/stream/file"),
                mp3 ? new Source.Mp3() : new Source.Pcm(RATE));
    }
}
