package dev.byok.providers.vendor.murf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.providers.spec.VoiceList;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import java.util.List;

/** Murf AI: speech. One bad key is answered with 401 by one path and with 403 by those that speak. */
public final class Murf {

    private Murf() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("murf", "Murf AI")
                .docs("https://murf.ai/api/docs")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.murf.ai")
                .field(Field.secret("api_key", "API key").where("https://murf.ai/api/dashboard"))
                .auth(Auth.header("api-key", "api_key"))
                // routes of speech answer so to a bad key, and perhaps to more; the check's route says 401
                .errors(ErrorRules.defaults()
                        .on(
                                error -> error.status() == 403,
                                ErrorCode.PERMISSION_DENIED,
                                "test the key, and check that the plan includes this"))
                // gives a token for a few minutes, which is not kept
                .check(LiveCheck.get("v1/auth/token", Murf::token))
                .voices(new VoiceList(
                        "v1/speech/voices",
                        "",
                        "voiceId",
                        "displayName",
                        List.of("gender", "locale", "accent", "description", "availableStyles"),
                        VoiceList.Paging.NONE))
                .speech(new MurfSpeech(), "FALCON")
                .build();
    }

    private static ValidationResult token(JsonNode body) {
        if (!body.hasNonNull("token")) {
            throw new MalformedReply("there is no token in it");
        }
        return ValidationResult.valid("The key works.");
    }
}
