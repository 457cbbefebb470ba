package dev.byok.providers.vendor.deepseek;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiLack;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/** DeepSeek: chat completions. */
public final class DeepSeek {

    private DeepSeek() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiQuirks quirks = OpenAiQuirks.none()
                .oldMaxTokens()
                .without("seed")
                .usageUnasked()
                .thinkingSwitch()
                .forcedToolsWithoutThinking()
                .reasoningInHistory()
                .lacking(OpenAiLack.JSON_SCHEMA);
        return VendorSpec.of("deepseek", "DeepSeek")
                .docs("https://api-docs.deepseek.com")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.deepseek.com")
                .defaultModel("deepseek-v4-flash")
                .field(Field.secret("api_key", "API key")
                        .startsWith("sk-")
                        .where("https://platform.deepseek.com/api_keys"))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                // documented beside /v1, which a base URL of the customer's may end in
                .check(LiveCheck.by(HttpCall.get("user/balance").outside("/v1"), DeepSeek::balance))
                .models(OpenAiModels.idsOnly("deepseek"))
                .chat(OpenAiChat.with(quirks))
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on(DeepSeek::namesTheModels, ErrorCode.MODEL_NOT_FOUND)
                .on(OpenAiErrors::namesTheContextLength, ErrorCode.CONTEXT_TOO_LONG)
                .on(
                        error -> error.status() == 400 && error.message().equals("Content Exists Risk"),
                        ErrorCode.CONTENT_BLOCKED)
                // within a stream only the type tells: the code is the same for everything
                .on(
                        error -> error.status() == 0 && !error.type().equals("invalid_request_error"),
                        ErrorCode.PROVIDER_UNAVAILABLE)
                .then(OpenAiErrors.COMMON);
    }

    // type and code are the same for every fault of a request
    private static boolean namesTheModels(VendorError error) {
        return error.status() == 400 && error.message().startsWith("The supported API model names are");
    }

    private static ValidationResult balance(JsonNode balance) {
        JsonNode available = balance.get("is_available");
        if (available == null || !available.isBoolean()) {
            throw new MalformedReply("it does not say whether there is a balance");
        }
        return LiveCheck.paid(
                available.booleanValue(),
                "The key is live, but its account has no balance for calls.",
                "top up the account at https://platform.deepseek.com/top_up");
    }
}
