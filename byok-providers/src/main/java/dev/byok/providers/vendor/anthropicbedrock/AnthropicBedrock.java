package dev.byok.providers.vendor.anthropicbedrock;

import dev.byok.providers.cloud.aws.Bedrock;
import dev.byok.providers.cloud.aws.BedrockChat;
import dev.byok.providers.cloud.aws.BedrockModels;
import dev.byok.providers.dialect.anthropic.AnthropicChat;
import dev.byok.providers.dialect.anthropic.AnthropicErrors;
import dev.byok.providers.spec.VendorSpec;

/**
 * Anthropic's models on Amazon Bedrock: InvokeModel with Anthropic's messages, because Converse does not have all of
 * them.
 *
 * <p>The default model is the one of {@code anthropic}, by its global inference profile: none of the newer ones is offered
 * on demand.
 */
public final class AnthropicBedrock {

    private static final String ID = "anthropic-bedrock";
    private static final AnthropicChat.Cloud CLOUD =
            new AnthropicChat.Cloud("bedrock-2023-05-31", Bedrock.path("invoke", "invoke-with-response-stream"), false);

    private AnthropicBedrock() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return Bedrock.vendor(ID, "Anthropic on Amazon Bedrock", BedrockModels.of(ID, "anthropic", "anthropic.claude-"))
                .aliases("bedrock", "claude-bedrock")
                .docs(
                        "https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html")
                .defaultModel("global.anthropic.claude-sonnet-4-6")
                .errors(Bedrock.errorsAnd(AnthropicErrors.COMMON))
                .chat(BedrockChat.invoking(AnthropicChat.on(CLOUD)))
                .build();
    }
}
