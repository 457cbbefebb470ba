package dev.byok.providers.vendor.cerebras;

import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/** Cerebras: chat completions. */
public final class Cerebras {

    private Cerebras() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.idsOnly("cerebras");
        return VendorSpec.of("cerebras", "Cerebras")
                .docs("https://inference-docs.cerebras.ai/api-reference/chat-completions")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.cerebras.ai/v1")
                .defaultModel("gpt-oss-120b")
                .field(Field.secret("api_key", "API key").startsWith("csk-").where("https://cloud.cerebras.ai"))
                .auth(Auth.bearer("api_key"))
                .errors(ErrorRules.defaults()
                        .on("wrong_api_key", ErrorCode.AUTH_FAILED)
                        // the queue before the model is full, for everybody
                        .on("queue_exceeded", ErrorCode.PROVIDER_UNAVAILABLE)
                        .then(OpenAiErrors.COMMON))
                .check(LiveCheck.listing(models))
                .models(models)
                .chat(OpenAiChat.with(OpenAiQuirks.none().usageUnasked().withoutMinimalEffort()))
                .build();
    }
}
