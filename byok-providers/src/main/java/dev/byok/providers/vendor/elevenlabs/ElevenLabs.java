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
                .transcription(new ElevenLabsTranscription(), "scribe_v2")
                .liveTranscription(new ElevenLabsLive(), "scribe_v2_realtime")
                .build();
    }

    // 401 is the status of all the first four; detail.status tells them apart
    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on("invalid_api_key", ErrorCode.AUTH_FAILED)
                .onLiveKey(error -> error.is("missing_permissions"), ErrorCode.PERMISSION_DENIED)
                .on("quota_exceeded", ErrorCode.QUOTA_EXCEEDED)
                // of live sessions
                .on("auth_error", ErrorCode.AUTH_FAILED)
                .on("rate_limited", ErrorCode.RATE_LIMITED)
                .on("commit_throttled", ErrorCode.RATE_LIMITED)
                .on("queue_overflow", ErrorCode.PROVIDER_UNAVAILABLE)
                .on("resource_exhausted", ErrorCode.PROVIDER_UNAVAILABLE)
                .on("input_error", ErrorCode.INVALID_REQUEST)
                .on("invalid_request", ErrorCode.INVALID_REQUEST)
                .on("chunk_size_exceeded", ErrorCode.INVALID_REQUEST)
                .on("insufficient_audio_activity", ErrorCode.TIMEOUT)
                .on("session_time_limit_exceeded", ErrorCode.TIMEOUT)
                .onLiveKey(
                        error -> error.is("unaccepted_terms") || error.is("unaccepted_terms_error"),
                        ErrorCode.PERMISSION_DENIED)
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
