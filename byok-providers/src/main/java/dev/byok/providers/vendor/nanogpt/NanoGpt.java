package dev.byok.providers.vendor.nanogpt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.ModelEntry;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import java.util.LinkedHashMap;
import java.util.Map;

/** NanoGPT: chat completions of many vendors' models, paid by use or within a subscription. */
public final class NanoGpt {

    static final String ENDPOINT_TYPE = "endpoint_type";
    static final String PAY_PER_USE = "pay-per-use";
    static final String SUBSCRIPTION = "subscription";

    private NanoGpt() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("nanogpt", "NanoGPT")
                .aliases("nano-gpt")
                .docs("https://docs.nano-gpt.com/api-reference/endpoint/chat-completion")
                .maturity(Maturity.RECORDED, null)
                .hosts(hosts())
                .defaultModel("deepseek/deepseek-v4-flash")
                .field(Field.secret("api_key", "API key").where("https://nano-gpt.com/api"))
                .field(Field.choice(ENDPOINT_TYPE, "Endpoint type", PAY_PER_USE, SUBSCRIPTION)
                        .optional()
                        .help("What pays for calls: pay-per-use offers every model, subscription only those that are"
                                + " within it, and never takes from the balance. Pay-per-use unless chosen."))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(new NanoGptCheck())
                .models(OpenAiModels.at("models?detailed=true", NanoGpt::model))
                .chat(OpenAiChat.with(OpenAiQuirks.none().oldMaxTokens()))
                .build();
    }

    private static Hosts hosts() {
        Map<String, String> urlByType = new LinkedHashMap<>();
        urlByType.put(PAY_PER_USE, "https://nano-gpt.com/api/v1");
        urlByType.put(SUBSCRIPTION, "https://nano-gpt.com/api/subscription/v1");
        return Hosts.byChoice(ENDPOINT_TYPE, urlByType);
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                // models that the subscription, or the customer's own settings for the key, leave out
                .onLiveKey(error -> error.is("model_not_included"), ErrorCode.PERMISSION_DENIED)
                .onLiveKey(error -> error.is("model_not_allowed"), ErrorCode.PERMISSION_DENIED)
                // a key that its owner made for the browser pages of some sites
                .onLiveKey(error -> error.is("api_key_origin_not_allowed"), ErrorCode.PERMISSION_DENIED)
                .on("model_not_available", ErrorCode.MODEL_NOT_FOUND)
                // the customer's own limit for a day; the one for requests is a rate limit like others
                .on("daily_usd_limit_exceeded", ErrorCode.QUOTA_EXCEEDED)
                .then(OpenAiErrors.COMMON);
    }

    private static ModelInfo model(JsonNode node) {
        JsonNode can = node.path("capabilities");
        JsonNode pricing = node.path("pricing");
        ModelEntry entry = ModelEntry.of("nanogpt", node, "id")
                .name(node, "name")
                .contextWindow(node, "context_length")
                .maxOutput(node, "max_output_tokens")
                .feature(Feature.VISION, can.path("vision").asBoolean())
                .feature(Feature.TOOLS, can.path("tool_calling").asBoolean())
                .feature(Feature.JSON, can.path("structured_output").asBoolean())
                .feature(Feature.REASONING, can.path("reasoning").asBoolean());
        return "per_million_tokens".equals(Json.textOrNull(pricing, "unit"))
                ? entry.prices(Json.decimal(pricing, "prompt"), Json.decimal(pricing, "completion"))
                        .build()
                : entry.build();
    }
}
