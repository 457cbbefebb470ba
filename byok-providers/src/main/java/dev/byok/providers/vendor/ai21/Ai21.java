package dev.byok.providers.vendor.ai21;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.model.ModelInfo;
import dev.byok.providers.dialect.openai.OneToken;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiLack;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.ModelEntry;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/** AI21 Labs: chat completions of the Jamba models. */
public final class Ai21 {

    private static final String SMALL = "jamba-mini";

    private Ai21() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiQuirks quirks = OpenAiQuirks.none()
                .oldMaxTokens()
                .usageUnasked()
                .without("seed", "reasoning_effort")
                .lacking(OpenAiLack.IMAGES, OpenAiLack.JSON_SCHEMA);
        return VendorSpec.of("ai21", "AI21 Labs")
                .docs("https://docs.ai21.com/")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.ai21.com/studio/v1")
                .defaultModel(SMALL)
                .field(Field.secret("api_key", "API key")
                        .where("https://studio.ai21.com/account/api-key")
                        .help("Checking it asks for an answer of one token, which is billed like any other."))
                .auth(Auth.bearer("api_key"))
                // "failed dependency": something behind the API is down
                .errors(ErrorRules.defaults().on(error -> error.status() == 424, ErrorCode.PROVIDER_UNAVAILABLE))
                // the list of models is public: it answers to any key
                .check(OneToken.check(SMALL))
                .models(OpenAiModels.at("models", Ai21::model))
                .chat(OpenAiChat.with(quirks))
                .build();
    }

    private static ModelInfo model(JsonNode node) {
        return ModelEntry.of("ai21", node, "id")
                .name(node, "name")
                .contextWindow(node, "context_length")
                .maxOutput(node, "max_completion_tokens")
                .build();
    }
}
