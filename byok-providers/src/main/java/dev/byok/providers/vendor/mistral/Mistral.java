package dev.byok.providers.vendor.mistral;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.chat.ReasoningEffort;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.ModelEntry;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/** Mistral AI: chat completions. */
public final class Mistral {

    private Mistral() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.at("models", Mistral::model)
                .only(node -> node.at("/capabilities/completion_chat").asBoolean(true));
        // what Mistral does not know it refuses with 422, stream_options included
        OpenAiQuirks quirks = OpenAiQuirks.none()
                .oldMaxTokens()
                .naming("seed", "random_seed")
                .usageUnasked()
                .effort(ReasoningEffort.MINIMAL, "none")
                .effort(ReasoningEffort.LOW, "none")
                .effort(ReasoningEffort.MEDIUM, "high");
        return VendorSpec.of("mistral", "Mistral AI")
                .docs("https://docs.mistral.ai/api")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.mistral.ai/v1")
                .defaultModel("mistral-small-latest")
                .field(Field.secret("api_key", "API key")
                        .where("https://console.mistral.ai/api-keys")
                        .help("Mistral refuses a right key in the words for a wrong one while its plan is used up."))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(LiveCheck.listing(models))
                .models(models)
                .chat(OpenAiChat.with(quirks))
                .speech(new MistralSpeech(), "voxtral-mini-tts-2603")
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on("invalid_model", ErrorCode.MODEL_NOT_FOUND)
                .on(OpenAiErrors::namesTheContextLength, ErrorCode.CONTEXT_TOO_LONG)
                .on(Mistral::isOverloaded, ErrorCode.PROVIDER_UNAVAILABLE)
                .then(OpenAiErrors.COMMON);
    }

    // Mistral's own lack of capacity comes with the 429 of a rate limit; an older form of it has no code
    private static boolean isOverloaded(VendorError error) {
        return error.is("3505")
                || error.is("service_tier_capacity_exceeded")
                || error.is("backend_out_of_capacity")
                || (error.status() == 429 && error.message().startsWith("Service tier capacity exceeded"));
    }

    private static ModelInfo model(JsonNode node) {
        JsonNode capabilities = node.path("capabilities");
        return ModelEntry.of("mistral", node, "id")
                .name(node, "name")
                .contextWindow(node, "max_context_length")
                .feature(Feature.VISION, capabilities.path("vision").asBoolean())
                .feature(Feature.TOOLS, capabilities.path("function_calling").asBoolean())
                .feature(Feature.REASONING, capabilities.path("reasoning").asBoolean())
                .build();
    }
}
