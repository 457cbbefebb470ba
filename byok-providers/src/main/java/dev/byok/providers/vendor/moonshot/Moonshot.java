package dev.byok.providers.vendor.moonshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Moonshot AI: chat completions of its Kimi models.
 *
 * <p>Two platforms, for China and for elsewhere, and a membership for coding agents: each has hosts and keys of its own,
 * and takes those of another for wrong ones.
 */
public final class Moonshot {

    private static final String ENDPOINT_TYPE = "endpoint_type";
    private static final String INTERNATIONAL = "international";
    private static final String CHINA = "china";
    private static final String KIMI_CODE = "kimi-code";

    private Moonshot() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.at("models", MoonshotModel::read);
        // all current models have a temperature of their own and refuse any other; a seed is not documented
        OpenAiQuirks quirks =
                OpenAiQuirks.none().without("temperature", "top_p", "seed").effortsUpToMax();
        return VendorSpec.of("moonshot", "Moonshot AI (Kimi)")
                .aliases("kimi")
                .docs("https://platform.kimi.ai/docs/api/chat")
                .maturity(Maturity.RECORDED, null)
                .hosts(Hosts.byChoice(ENDPOINT_TYPE, baseUrls()))
                .defaultModel("kimi-k2.6")
                .field(Field.secret("api_key", "API key")
                        .startsWith("sk-")
                        .where("https://platform.kimi.ai/console/api-keys"))
                .field(Field.choice(ENDPOINT_TYPE, "Endpoint type", INTERNATIONAL, CHINA, KIMI_CODE)
                        .help("Where the key was made: platform.kimi.ai, platform.kimi.com in China, or a Kimi Code"
                                + " membership. A key of one is an invalid key for the others. Kimi Code serves coding"
                                + " agents only, with the model kimi-for-coding."))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(check(models))
                .models(models)
                .chat(OpenAiChat.with(quirks))
                .build();
    }

    private static Map<String, String> baseUrls() {
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put(INTERNATIONAL, "https://api.moonshot.ai/v1");
        urls.put(CHINA, "https://api.moonshot.cn/v1");
        urls.put(KIMI_CODE, "https://api.kimi.com/coding/v1");
        return urls;
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                // three meanings of 429
                .on("exceeded_current_quota_error", ErrorCode.QUOTA_EXCEEDED)
                .on("engine_overloaded_error", ErrorCode.PROVIDER_UNAVAILABLE)
                .on("rate_limit_reached_error", ErrorCode.RATE_LIMITED)
                .on(Moonshot::isPlanUsedUp, ErrorCode.QUOTA_EXCEEDED)
                // Kimi Code knows the key, but not the program that uses it
                .onLiveKey(error -> error.is("access_terminated_error"), ErrorCode.PERMISSION_DENIED)
                .on("resource_not_found_error", ErrorCode.MODEL_NOT_FOUND)
                .on(Moonshot::isTooLong, ErrorCode.CONTEXT_TOO_LONG)
                .hinting(
                        ErrorCode.AUTH_FAILED,
                        "check the key, and that the endpoint type is the platform where it was made")
                .then(OpenAiErrors.COMMON);
    }

    // shares status and type with the refusal of other programs than coding agents
    private static boolean isPlanUsedUp(VendorError error) {
        return (error.status() == 403 || error.status() == 429)
                && error.message().contains("reached your usage limit");
    }

    // shares status and type with every other mistake in a request
    private static boolean isTooLong(VendorError error) {
        return error.status() == 400
                && (error.message().contains("exceeded model token limit")
                        || error.message().contains("Input token length too long"));
    }

    private static LiveCheck check(OpenAiModels models) {
        LiveCheck balance = LiveCheck.get("users/me/balance", Moonshot::balance);
        // a membership has no balance
        LiveCheck list = LiveCheck.listing(models);
        return subject -> (KIMI_CODE.equals(subject.fields().get(ENDPOINT_TYPE)) ? list : balance).start(subject);
    }

    private static ValidationResult balance(JsonNode reply) {
        BigDecimal available = Json.decimal(reply.path("data").path("available_balance"))
                .orElseThrow(() -> new MalformedReply("there is no balance in it"));
        return LiveCheck.paid(
                available.signum() > 0,
                "The key is live, but the account's balance is used up.",
                "recharge the account in Moonshot's console");
    }
}
