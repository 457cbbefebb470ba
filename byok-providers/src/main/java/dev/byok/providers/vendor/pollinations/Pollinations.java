package dev.byok.providers.vendor.pollinations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.Optional;

/** Pollinations: chat completions of many vendors' models. */
public final class Pollinations {

    /** The end of the base URL that account and catalogue stand beside. */
    static final String VERSION = "/v1";

    private static final String KEYS = "https://enter.pollinations.ai";

    private Pollinations() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("pollinations", "Pollinations")
                .docs("https://gen.pollinations.ai/docs")
                .maturity(Maturity.RECORDED, "2026-07: calls without a key are not served any more.")
                .baseUrl("https://gen.pollinations.ai" + VERSION)
                .defaultModel("openai")
                .field(Field.secret("api_key", "API key").startsWith("sk_").where(KEYS))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                // the list of models is public: it answers to any key
                .check(LiveCheck.by(HttpCall.get("account/key").outside(VERSION), Pollinations::key))
                .models(new PollinationsModels())
                .chat(OpenAiChat.with(OpenAiQuirks.none().oldMaxTokens()))
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on("PAYMENT_REQUIRED", ErrorCode.QUOTA_EXCEEDED)
                .on("RATE_LIMITED", ErrorCode.RATE_LIMITED)
                .on(OpenAiErrors::namesTheContextLength, ErrorCode.CONTEXT_TOO_LONG)
                .then(OpenAiErrors.COMMON);
    }

    // the reply has the key's name too, which is the customer's own word and nobody's business
    private static ValidationResult key(JsonNode reply) {
        if (!reply.path("valid").isBoolean()) {
            throw new MalformedReply("it does not say whether the key is valid");
        }
        if (!reply.path("valid").booleanValue()) {
            return ValidationResult.of(
                    Verdict.INVALID,
                    ErrorCode.AUTH_FAILED,
                    "Invalid API key. Pollinations says that it is not valid any more.",
                    Optional.of("make a new key at " + KEYS));
        }
        JsonNode budget = reply.path("pollenBudget");
        return budget.isNumber() && budget.doubleValue() <= 0
                ? ValidationResult.of(
                        Verdict.VALID_LIMITED,
                        ErrorCode.QUOTA_EXCEEDED,
                        "The key is live, but its budget is used up.",
                        Optional.of("raise the key's budget at " + KEYS))
                : ValidationResult.valid("The key works.");
    }
}
