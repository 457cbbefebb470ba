package dev.byok.providers.vendor.deepgram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.providers.spec.VoiceList;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import java.util.List;

/** Deepgram: speech. Its list of models is public, so a key is checked by the list of projects. */
public final class Deepgram {

    private Deepgram() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("deepgram", "Deepgram")
                .docs("https://developers.deepgram.com/reference")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.deepgram.com")
                .field(Field.secret("api_key", "API key").where("https://console.deepgram.com"))
                .auth(Auth.scheme("Token", "api_key"))
                .errors(errors())
                .check(LiveCheck.get("v1/projects", Deepgram::projects))
                .voices(new VoiceList(
                        "v1/models", "/tts", "canonical_name", "name", List.of("languages"), VoiceList.Paging.NONE))
                .speech(new DeepgramSpeech(), "aura-2-thalia-en")
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on("INVALID_AUTH", ErrorCode.AUTH_FAILED)
                .onLiveKey(error -> error.is("INSUFFICIENT_PERMISSIONS"), ErrorCode.PERMISSION_DENIED)
                .on("ASR_PAYMENT_REQUIRED", ErrorCode.QUOTA_EXCEEDED)
                .on("TOO_MANY_REQUESTS", ErrorCode.RATE_LIMITED)
                .on(
                        // nothing else tells an unknown model from other faults of a query
                        error -> error.status() == 400 && error.message().startsWith("No such model/"),
                        ErrorCode.MODEL_NOT_FOUND);
    }

    private static ValidationResult projects(JsonNode body) {
        JsonNode projects = body.path("projects");
        if (!projects.isArray()) {
            throw new MalformedReply("there is no list of projects");
        }
        return ValidationResult.valid("The key works.").withAccountName(Json.text(projects.path(0), "name"));
    }
}
