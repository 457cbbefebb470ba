package dev.byok.providers.vendor.groq;

import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.dialect.openai.OpenAiSpeech;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/** Groq: chat completions. */
public final class Groq {

    private Groq() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.withLimits("groq", "context_window", "max_completion_tokens");
        return VendorSpec.of("groq", "Groq")
                .docs("https://console.groq.com/docs/api-reference")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.groq.com/openai/v1")
                .defaultModel("openai/gpt-oss-120b")
                .field(Field.secret("api_key", "API key").startsWith("gsk_").where("https://console.groq.com/keys"))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(LiveCheck.listing(models))
                .models(models)
                .chat(OpenAiChat.with(OpenAiQuirks.none().usageUnasked().withoutMinimalEffort()))
                .speech(OpenAiSpeech.wavOnly(200), "canopylabs/orpheus-v1-english")
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                // more tokens in one request than the account may send in a minute: waiting does not help
                .on(error -> error.status() == 413, ErrorCode.CONTEXT_TOO_LONG)
                .on(error -> error.status() == 498, ErrorCode.PROVIDER_UNAVAILABLE)
                .on("model_decommissioned", ErrorCode.MODEL_NOT_FOUND)
                // the model wrote something unusable: the request is fine, and another try may be too
                .on("tool_use_failed", ErrorCode.BAD_RESPONSE)
                .on("json_validate_failed", ErrorCode.BAD_RESPONSE)
                .onLiveKey(error -> error.is("permissions_error"), ErrorCode.PERMISSION_DENIED)
                .on("blocked_api_access", ErrorCode.QUOTA_EXCEEDED)
                .then(OpenAiErrors.COMMON);
    }
}
