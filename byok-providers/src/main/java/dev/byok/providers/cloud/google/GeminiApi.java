package dev.byok.providers.cloud.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.gemini.GeminiChat;
import dev.byok.providers.dialect.gemini.GeminiErrors;
import dev.byok.providers.dialect.gemini.GeminiModels;
import dev.byok.providers.dialect.gemini.GeminiSpeech;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/**
 * The Gemini API, which applications know under two ids.
 *
 * <p>The default model is the newest that heeds a temperature: those after it take one and ignore it.
 */
public final class GeminiApi {

    private GeminiApi() {}

    /**
     * {@return the vendor}
     *
     * @param id the provider's id
     * @param name for people
     */
    public static VendorSpec spec(String id, String name) {
        GeminiModels models = GeminiModels.of(id);
        return VendorSpec.of(id, name)
                .docs("https://ai.google.dev/gemini-api/docs")
                .maturity(
                        Maturity.RECORDED,
                        "2026-09: keys that begin with AIza are being refused, those from AI Studio begin with AQ.")
                .baseUrl("https://generativelanguage.googleapis.com")
                .defaultModel("gemini-3.5-flash")
                .field(Field.secret("api_key", "API key").where("https://aistudio.google.com/app/apikey"))
                .auth(Auth.header("x-goog-api-key", "api_key"))
                .errors(errors())
                .errorInReply(GeminiErrors::isBlocked)
                .check(LiveCheck.listing(models))
                .models(models)
                .chat(GeminiChat.at(input -> "v1beta/models/" + Paths.segment(input.model())))
                .speech(new GeminiSpeech(), "gemini-2.5-flash-preview-tts")
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                // comes with 400
                .on("API_KEY_INVALID", ErrorCode.AUTH_FAILED)
                .on(GeminiApi::isLeaked, ErrorCode.AUTH_FAILED)
                // seen for keys that list models: not a word about the key, but about how this method wants it
                .on("ACCESS_TOKEN_TYPE_UNSUPPORTED", ErrorCode.PERMISSION_DENIED)
                .onLiveKey(GeminiApi::isRestricted, ErrorCode.PERMISSION_DENIED)
                // the region of the caller, or a region without a free tier
                .on("FAILED_PRECONDITION", ErrorCode.PERMISSION_DENIED)
                .on(GeminiApi::isUsedUp, ErrorCode.QUOTA_EXCEEDED)
                .then(GeminiErrors.COMMON);
    }

    // Google looks for keys in public places and closes them; no reason is given beside the text
    private static boolean isLeaked(VendorError error) {
        return error.status() == 403 && error.message().contains("reported as leaked");
    }

    private static boolean isRestricted(VendorError error) {
        return error.is("SERVICE_DISABLED")
                || (error.code().startsWith("API_KEY_") && error.code().endsWith("_BLOCKED"));
    }

    // what comes back tomorrow or with money; the time to wait that stands beside it is that of the limit per minute
    private static boolean isUsedUp(VendorError error) {
        if (error.status() != 429) {
            return false;
        }
        for (JsonNode detail : error.body().path("details")) {
            for (JsonNode violation : detail.path("violations")) {
                if (violation.path("quotaId").asText().contains("PerDay")) {
                    return true;
                }
            }
        }
        return error.message().contains("prepayment credits are depleted")
                || error.message().contains("spending cap");
    }
}
