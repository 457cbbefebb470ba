package dev.byok.providers.vendor.electronhub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.ModelEntry;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/**
 * Electron Hub: chat completions of many vendors' models.
 *
 * <p>Requests beyond the limit of a minute are answered by three minutes of refusals, also of key checks.
 */
public final class ElectronHub {

    private ElectronHub() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiQuirks quirks = OpenAiQuirks.none()
                .oldMaxTokens()
                .withoutMinimalEffort()
                // what an upstream vendor refused
                .errorText("### **Proxy error (HTTP ");
        return VendorSpec.of("electronhub", "Electron Hub")
                .aliases("electron-hub")
                .docs("https://docs.electronhub.ai/")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.electronhub.ai/v1")
                .defaultModel("gpt-4o")
                .field(Field.secret("api_key", "API key")
                        .startsWith("ek-")
                        .where("https://app.electronhub.ai")
                        .help("Keys of a coding plan, which begin with ek-dev-, work with the models whose ids end in"
                                + " :dev, and only with them."))
                .auth(Auth.bearer("api_key"))
                .errors(OpenAiErrors.COMMON)
                // the list of models is public: it answers to any key
                .check(LiveCheck.get("user/me", ElectronHub::user))
                .models(OpenAiModels.at("models", ElectronHub::model))
                .chat(OpenAiChat.with(quirks))
                .build();
    }

    private static ValidationResult user(JsonNode user) {
        if (!user.has("subscription") && !user.has("credits")) {
            throw new MalformedReply("there is no account in it");
        }
        return ValidationResult.valid("The key works.");
    }

    private static ModelInfo model(JsonNode node) {
        JsonNode can = node.path("metadata");
        return ModelEntry.of("electronhub", node, "id")
                .name(node, "name")
                .contextWindow(node, "tokens")
                .feature(Feature.VISION, can.path("vision").asBoolean())
                .feature(Feature.TOOLS, can.path("function_call").asBoolean())
                .feature(Feature.REASONING, can.path("reasoning").asBoolean())
                .feature(Feature.WEB_SEARCH, can.path("web_search").asBoolean())
                .build();
    }
}
