package dev.byok.providers.vendor.cometapi;

import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/** CometAPI: chat completions of many vendors' models. */
public final class CometApi {

    private CometApi() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.idsOnly("cometapi");
        return VendorSpec.of("cometapi", "CometAPI")
                .aliases("comet")
                .docs("https://apidoc.cometapi.com/api/text/chat")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.cometapi.com/v1")
                .defaultModel("gpt-5.4-mini")
                .field(Field.secret("api_key", "API key")
                        .startsWith("sk-")
                        .where("https://www.cometapi.com/console/token"))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(LiveCheck.listing(models))
                .models(models)
                .chat(OpenAiChat.with(OpenAiQuirks.none().oldMaxTokens().withoutMinimalEffort()))
                .build();
    }

    // the status tells little: mistakes of the request come as 500, and models that nobody has as 503
    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on("invalid_request", ErrorCode.INVALID_REQUEST)
                .on("convert_request_failed", ErrorCode.INVALID_REQUEST)
                .on("insufficient_user_quota", ErrorCode.QUOTA_EXCEEDED)
                .on("pre_consume_token_quota_failed", ErrorCode.QUOTA_EXCEEDED)
                .onLiveKey(error -> error.is("permission_denied"), ErrorCode.PERMISSION_DENIED)
                .on("sensitive_words_detected", ErrorCode.CONTENT_BLOCKED)
                .on("prompt_blocked", ErrorCode.CONTENT_BLOCKED)
                .then(OpenAiErrors.COMMON);
    }
}
