package dev.byok.providers.vendor.perplexity;

import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.responses.ResponsesChat;
import dev.byok.providers.dialect.responses.ResponsesQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/**
 * Perplexity: the Agent API, which replaced the chat completions of its Sonar models.
 *
 * <p>A model id with a slash, such as {@code perplexity/sonar}, is a model, and answers from what it knows. One without,
 * such as {@code fast} or {@code medium}, is a preset: a model, instructions and a web search that Perplexity chose
 * together; {@code fast} takes the place of the old {@code sonar-pro}. Presets are not in the list of models.
 */
public final class Perplexity {

    private Perplexity() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("perplexity", "Perplexity")
                .docs("https://docs.perplexity.ai/docs/agent-api/quickstart")
                .maturity(
                        Maturity.RECORDED,
                        "2026-09-27: Perplexity ended its Sonar chat completions; this speaks the Agent API instead.")
                .baseUrl("https://api.perplexity.ai/v1")
                .defaultModel("perplexity/sonar")
                .field(Field.secret("api_key", "API key").startsWith("pplx-").where(PerplexityCheck.CONSOLE))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(new PerplexityCheck())
                .models(OpenAiModels.idsOnly("perplexity"))
                .chat(ResponsesChat.with(ResponsesQuirks.none()
                        .at("agent")
                        .responseFormat()
                        .modelIn(id -> isModel(id) ? "model" : "preset")
                        .limitFor(id -> id.startsWith("anthropic/"))))
                .build();
    }

    private static boolean isModel(String id) {
        return id.indexOf('/') >= 0;
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on("invalid_api_key", ErrorCode.AUTH_FAILED)
                .on("insufficient_quota", ErrorCode.QUOTA_EXCEEDED)
                .on("invalid_model", ErrorCode.MODEL_NOT_FOUND)
                .on("payload_too_large", ErrorCode.CONTEXT_TOO_LONG)
                .on("context_length_exceeded", ErrorCode.CONTEXT_TOO_LONG)
                .on("request_rate_limit_exceeded", ErrorCode.RATE_LIMITED)
                // a model behind it wrote something unusable: another try may do
                .on("upstream_structured_output_failed", ErrorCode.BAD_RESPONSE)
                // inside a stream there is no status to go by
                .on("invalid_request", ErrorCode.INVALID_REQUEST)
                .on("gateway_timeout", ErrorCode.TIMEOUT);
    }
}
