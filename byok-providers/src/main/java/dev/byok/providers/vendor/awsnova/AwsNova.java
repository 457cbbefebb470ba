package dev.byok.providers.vendor.awsnova;

import dev.byok.providers.cloud.aws.Bedrock;
import dev.byok.providers.cloud.aws.BedrockChat;
import dev.byok.providers.cloud.aws.BedrockModels;
import dev.byok.providers.dialect.converse.ConverseChat;
import dev.byok.providers.spec.VendorSpec;

/**
 * Amazon Nova on Bedrock: Converse.
 *
 * <p>The default model is called by its global inference profile, because few regions offer it on demand.
 */
public final class AwsNova {

    private AwsNova() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return Bedrock.vendor("aws-nova", "Amazon Nova", BedrockModels.of("aws-nova", "amazon", "amazon.nova-"))
                .aliases("nova", "amazon-nova")
                .docs("https://docs.aws.amazon.com/nova/latest/userguide/using-converse-api.html")
                .defaultModel("global.amazon.nova-2-lite-v1:0")
                .chat(BedrockChat.of(ConverseChat.at(Bedrock.path("converse", "converse-stream"))))
                .build();
    }
}
