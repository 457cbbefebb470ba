package dev.byok.providers.vendor.together;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.model.ModelInfo;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.ModelEntry;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import java.math.BigDecimal;
import java.util.Optional;

/** Together AI: chat completions. */
public final class Together {

    private Together() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.at("models", Together::model)
                .only(node -> Json.text(node, "type").orElse("chat").equals("chat"));
        OpenAiQuirks quirks = OpenAiQuirks.none().oldMaxTokens().usageUnasked().withoutMinimalEffort();
        return VendorSpec.of("together", "Together AI")
                .aliases("togetherai", "together-ai")
                .docs("https://docs.together.ai/reference/chat-completions")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.together.ai/v1")
                .defaultModel("openai/gpt-oss-120b")
                .field(Field.secret("api_key", "API key").where("https://api.together.ai/settings/api-keys"))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(LiveCheck.listing(models))
                .models(models)
                .chat(OpenAiChat.with(quirks))
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                // what others say with 400: the prompt and max_tokens are more than the model's context
                .on(error -> error.status() == 403 && error.structured(), ErrorCode.CONTEXT_TOO_LONG)
                .on(Together::isInputTooLong, ErrorCode.CONTEXT_TOO_LONG)
                .then(OpenAiErrors.COMMON);
    }

    // an older form of the same, which shares its status and type with every other fault of a request
    private static boolean isInputTooLong(VendorError error) {
        return (error.status() == 400 || error.status() == 422)
                && error.message().startsWith("Input validation error")
                && error.message().contains("max_new_tokens");
    }

    private static ModelInfo model(JsonNode node) {
        ModelEntry entry =
                ModelEntry.of("together", node, "id").name(node, "display_name").contextWindow(node, "context_length");
        JsonNode pricing = node.path("pricing");
        Optional<BigDecimal> input = Json.decimal(pricing, "input");
        Optional<BigDecimal> output = Json.decimal(pricing, "output");
        // what is paid by the hour, the image or the minute has zeros there, and is not free
        boolean byToken = input.isPresent()
                && output.isPresent()
                && input.get().signum() + output.get().signum() > 0;
        return byToken ? entry.prices(input, output).build() : entry.build();
    }
}
