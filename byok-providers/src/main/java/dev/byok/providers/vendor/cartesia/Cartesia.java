package dev.byok.providers.vendor.cartesia;

import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.providers.spec.VoiceList;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import java.util.List;

/** Cartesia: speech. The version of its API is pinned to one whose errors are JSON. */
public final class Cartesia {

    private Cartesia() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        VoiceList voices = new VoiceList(
                "voices?limit=100",
                "/data",
                "id",
                "name",
                List.of("description", "language", "gender"),
                VoiceList.behind("starting_after", "/has_more"));
        return VendorSpec.of("cartesia", "Cartesia")
                .docs("https://docs.cartesia.ai")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.cartesia.ai")
                .field(Field.secret("api_key", "API key").where("https://play.cartesia.ai/keys"))
                .auth(Auth.bearer("api_key"))
                .header("Cartesia-Version", "2026-03-01")
                .errors(ErrorRules.defaults()
                        .on("voice_not_found", ErrorCode.INVALID_REQUEST)
                        .on("concurrency_limited", ErrorCode.RATE_LIMITED))
                .check(voices.check("The key works."))
                .voices(voices)
                .speech(new CartesiaSpeech(), "sonic-3")
                .build();
    }
}
