package dev.byok.providers.vendor.sarvam;

import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/** Sarvam AI: speech. A bad key is answered with 403, and two kinds of 429 are told apart by their codes. */
public final class Sarvam {

    private Sarvam() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("sarvam", "Sarvam AI")
                .docs("https://docs.sarvam.ai/api-reference-docs")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.sarvam.ai")
                .field(Field.secret("api_key", "API subscription key").where("https://dashboard.sarvam.ai"))
                .auth(Auth.header("api-subscription-key", "api_key"))
                .errors(ErrorRules.defaults()
                        .on("invalid_api_key_error", ErrorCode.AUTH_FAILED)
                        .on("insufficient_quota_error", ErrorCode.QUOTA_EXCEEDED)
                        .on("rate_limit_exceeded_error", ErrorCode.RATE_LIMITED)
                        .on("invalid_request_error", ErrorCode.INVALID_REQUEST))
                .check(LiveCheck.get(
                        "text-to-speech/pronunciation-dictionary", body -> ValidationResult.valid("The key works.")))
                .speech(new SarvamSpeech(), "bulbul:v3")
                .build();
    }
}
