package dev.byok.providers.vendor.aimlapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import java.math.BigDecimal;

/** AI/ML API: chat completions of many vendors' models. */
public final class AimlApi {

    // an id that is served in several ways is listed once for each
    private static final String CHAT_MODELS =
            "models?type=openai%2Fchat-completions&include=pricing,modalities,capabilities";

    private AimlApi() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("aimlapi", "AI/ML API")
                .aliases("aiml")
                .docs("https://docs.aimlapi.com/")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.aimlapi.com/v1")
                .defaultModel("openai/gpt-5.4-mini")
                .field(Field.secret("api_key", "API key").where("https://aimlapi.com/app/keys"))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                // the list of models is public: it answers to any key
                .check(LiveCheck.by(HttpCall.get("v2/billing").outside("/v1"), AimlApi::balance))
                .models(OpenAiModels.at(CHAT_MODELS, AimlApiModel::read))
                .chat(OpenAiChat.with(OpenAiQuirks.none().oldMaxTokens().withoutMinimalEffort()))
                .build();
    }

    // 403 is for keys that are known: no credit is left, or the key's scopes do not reach as far
    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on(error -> error.status() == 403 && error.message().contains("credits"), ErrorCode.QUOTA_EXCEEDED)
                .onLiveKey(error -> error.status() == 403 && error.structured(), ErrorCode.PERMISSION_DENIED)
                .then(OpenAiErrors.COMMON);
    }

    private static ValidationResult balance(JsonNode reply) {
        BigDecimal balance = Json.decimal(reply, "current_balance")
                .orElseThrow(() -> new MalformedReply("there is no balance in it"));
        return LiveCheck.paid(
                balance.signum() > 0,
                "The key is live, but the account's balance is used up.",
                "top up at https://aimlapi.com/app/billing");
    }
}
