package dev.byok.providers.vendor.fireworks;

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
import dev.byok.providers.spec.ModelEntry;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/**
 * Fireworks AI: chat completions.
 *
 * <p>A {@code max_tokens} beyond what is left of the context is cut without a word, unless the request's extra parameter
 * {@code context_length_exceeded_behavior} is {@code error}.
 */
public final class Fireworks {

    private Fireworks() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.at("models", Fireworks::model)
                .only(node -> node.path("supports_chat").asBoolean(true));
        return VendorSpec.of("fireworks", "Fireworks AI")
                .aliases("fireworks-ai")
                .docs("https://docs.fireworks.ai/api-reference/post-chatcompletions")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.fireworks.ai/inference/v1")
                .defaultModel("accounts/fireworks/models/gpt-oss-120b")
                .field(Field.secret("api_key", "API key")
                        .startsWith("fw_")
                        .where("https://app.fireworks.ai/settings/users/api-keys"))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(new FireworksCheck(models))
                .models(models)
                .chat(OpenAiChat.with(OpenAiQuirks.none().oldMaxTokens().withoutMinimalEffort()))
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                // one status for an account that is suspended, mostly over money, and for other trouble with it
                .on(
                        error -> error.status() == 412 && error.message().contains("spending limit"),
                        ErrorCode.QUOTA_EXCEEDED)
                .onLiveKey(error -> error.status() == 412 && error.structured(), ErrorCode.PERMISSION_DENIED)
                .on("NOT_FOUND", ErrorCode.MODEL_NOT_FOUND)
                .on(Fireworks::isPromptTooLong, ErrorCode.CONTEXT_TOO_LONG)
                .then(OpenAiErrors.COMMON);
    }

    private static boolean isPromptTooLong(VendorError error) {
        return error.status() == 400 && error.message().contains("prompt is too long");
    }

    private static ModelInfo model(JsonNode node) {
        return ModelEntry.of("fireworks", node, "id")
                .contextWindow(node, "context_length")
                .feature(Feature.VISION, node.path("supports_image_input").asBoolean())
                .feature(Feature.TOOLS, node.path("supports_tools").asBoolean())
                .build();
    }
}
