package dev.byok.providers.vendor.elevenlabs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/** ElevenLabs: speech, with its voices and models. */
public final class ElevenLabs {

    private ElevenLabs() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("elevenlabs", "ElevenLabs")
                .docs("https://elevenlabs.io/docs/api-reference/introduction")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.elevenlabs.io")
                .defaultModel("eleven_multilingual_v2")
                .field(Field.secret("api_key", "API key")
                        .startsWith("sk_")
                        .where("https://elevenlabs.io/app/settings/api-keys"))
                .auth(Auth.header("xi-api-key", "api_key"))
                .errors(errors())
                .check(LiveCheck.get("v1/user", ElevenLabs::user))
                .models(new ElevenLabsModels())
                .voices(new ElevenLabsVoices())
                .speech(new ElevenLabsSpeech(), "eleven_multilingual_v2")
                .build();
    }

    // 401 is the status of all the first four; detail.status tells them apart
    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on("invalid_api_key", ErrorCode.AUTH_FAILED)
                .onLiveKey(error -> error.is("missing_permissions"), ErrorCode.PERMISSION_DENIED)
                .on("quota_exceeded", ErrorCode.QUOTA_EXCEEDED)
                .onLiveKey(error -> error.is("detected_unusual_activity"), ErrorCode.PERMISSION_DENIED)
                .on("system_busy", ErrorCode.PROVIDER_UNAVAILABLE)
                .on("voice_not_found", ErrorCode.INVALID_REQUEST);
    }

    private static ValidationResult user(JsonNode user) {
        if (!user.hasNonNull("subscription")) {
            throw new MalformedReply("there is no subscription in it");
        }
        return ValidationResult.valid("The key works.").withAccountName(Json.text(user, "first_name"));
    }
}
