package dev.byok.providers.vendor.openrouter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.Optional;

/** OpenRouter: chat completions of many vendors' models. */
public final class OpenRouter {

    private static final String KEYS = "https://openrouter.ai/settings/keys";

    private OpenRouter() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("openrouter", "OpenRouter")
                .docs("https://openrouter.ai/docs/api/reference/overview")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://openrouter.ai/api/v1")
                .defaultModel("openrouter/auto")
                .field(Field.secret("api_key", "API key")
                        .startsWith("sk-or-v1-")
                        .where(KEYS))
                .field(
                        Field.text("app_url", "App URL")
                                .advanced()
                                .help("Your application's address, for OpenRouter's statistics."),
                        "HTTP-Referer")
                .field(
                        Field.text("app_title", "App title")
                                .advanced()
                                .help("Your application's name, for OpenRouter's statistics."),
                        "X-Title")
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                // the list of models is public: it answers to any key
                .check(LiveCheck.get("key", OpenRouter::key))
                .models(OpenAiModels.at("models", OpenRouterModel::read))
                .chat(OpenAiChat.with(
                        OpenAiQuirks.none().oldMaxTokens().usageUnasked().dollarsInUsage()))
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on(
                        error -> error.status() == 400 && error.message().endsWith("is not a valid model ID"),
                        ErrorCode.MODEL_NOT_FOUND)
                .on("payment_required", ErrorCode.QUOTA_EXCEEDED)
                .on("token_limit_exceeded", ErrorCode.CONTEXT_TOO_LONG)
                .on("provider_overloaded", ErrorCode.PROVIDER_UNAVAILABLE)
                .on("provider_unavailable", ErrorCode.PROVIDER_UNAVAILABLE)
                // an older form of content_policy_violation, without a type
                .on(error -> error.status() == 403 && error.message().contains("flagged"), ErrorCode.CONTENT_BLOCKED)
                .then(OpenAiErrors.COMMON);
    }

    // nothing of the reply is shown: its label repeats a part of the key, and it names the user
    private static ValidationResult key(JsonNode reply) {
        JsonNode key = reply.get("data");
        if (key == null || !key.isObject()) {
            throw new MalformedReply("there is no key in it");
        }
        if (key.path("is_management_key").asBoolean()
                || key.path("is_provisioning_key").asBoolean()) {
            return ValidationResult.of(
                    Verdict.VALID_LIMITED,
                    ErrorCode.PERMISSION_DENIED,
                    "The key is live, but it is a management key: it manages keys and cannot chat.",
                    Optional.of("make an ordinary API key at " + KEYS));
        }
        JsonNode remaining = key.get("limit_remaining");
        return LiveCheck.paid(
                remaining == null || !remaining.isNumber() || remaining.doubleValue() > 0,
                "The key is live, but its spending limit is used up.",
                "raise the key's limit at " + KEYS);
    }
}
