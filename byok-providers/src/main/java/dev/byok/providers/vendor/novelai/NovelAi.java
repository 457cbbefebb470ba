package dev.byok.providers.vendor.novelai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiLack;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/**
 * NovelAI: chat completions of its models for stories.
 *
 * <p>An answer in one piece comes without its text, so answers are always streamed. Tools and response formats are
 * dropped by the vendor without a word, and images break its parser, so requests with them are refused here.
 */
public final class NovelAi {

    private static final String ACCOUNT = "account";

    private NovelAi() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiQuirks quirks = OpenAiQuirks.none()
                .oldMaxTokens()
                .without("seed", "reasoning_effort")
                .lacking(OpenAiLack.TOOLS, OpenAiLack.JSON, OpenAiLack.IMAGES)
                .alwaysStreams();
        return VendorSpec.of("novelai", "NovelAI")
                .docs("https://docs.novelai.net")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://text.novelai.net/oa/v1")
                .host(ACCOUNT, Hosts.at("https://api.novelai.net"))
                .defaultModel("glm-4-6")
                .field(Field.secret("api_key", "Persistent API token")
                        .startsWith("pst-")
                        .where("https://novelai.net")
                        .help("In the account settings of NovelAI: Get Persistent API Token. A new one ends the one"
                                + " before."))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(subject -> new LiveCheck.Step.Ask(
                        HttpCall.get("user/subscription").on(ACCOUNT),
                        reply -> new LiveCheck.Step.Known(
                                reply.failed() == null ? subscription(reply.body()) : reply.failed())))
                .models(OpenAiModels.idsOnly("novelai"))
                .chat(OpenAiChat.with(quirks))
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                // another answer of this account is still being written, and there may be one at a time
                .on(error -> error.status() == 409, ErrorCode.RATE_LIMITED)
                .then(OpenAiErrors.COMMON);
    }

    private static ValidationResult subscription(JsonNode reply) {
        JsonNode active = reply.path("active");
        if (!active.isBoolean()) {
            throw new MalformedReply("it does not say whether the subscription is active");
        }
        return LiveCheck.paid(
                active.booleanValue(),
                "The token is live, but the account has no active subscription.",
                "subscribe in the account settings of NovelAI");
    }
}
