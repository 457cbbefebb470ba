package dev.byok.providers.vendor.anthropic;

import dev.byok.providers.dialect.anthropic.AnthropicChat;
import dev.byok.providers.dialect.anthropic.AnthropicErrors;
import dev.byok.providers.dialect.anthropic.AnthropicModels;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/**
 * Anthropic: messages.
 *
 * <p>The default model is the newest one that takes every setting of a chat request: those after it refuse a
 * temperature.
 */
public final class Anthropic {

    private Anthropic() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        AnthropicModels models = AnthropicModels.of("anthropic");
        return VendorSpec.of("anthropic", "Anthropic")
                .aliases("claude")
                .docs("https://platform.claude.com/docs/en/api/overview")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.anthropic.com")
                .defaultModel("claude-sonnet-4-6")
                .field(Field.secret("api_key", "API key")
                        .startsWith("sk-ant-")
                        .where("https://platform.claude.com/settings/keys"))
                .auth(Auth.header("x-api-key", "api_key"))
                .header("anthropic-version", "2023-06-01")
                .errors(AnthropicErrors.COMMON)
                // a key without credit lists models too: that is a matter of the account, not of the key
                .check(LiveCheck.listing(models))
                .models(models)
                .chat(AnthropicChat.create())
                .build();
    }
}
