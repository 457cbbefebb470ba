package dev.byok.providers.vendor.customllm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.model.ModelInfo;
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
 * A server of the customer's own that speaks OpenAI's chat format.
 *
 * <p>Either every call brings the whole URL to post to, or the credential has a base URL. Calls are always streamed, so
 * a server need not know more than that; it may leave usage and the end marker away.
 */
public final class CustomLlm {

    private CustomLlm() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.at("models", CustomLlm::model);
        OpenAiQuirks quirks = OpenAiQuirks.none()
                .oldMaxTokens()
                .withoutMinimalEffort()
                .withoutMarker()
                .alwaysStreams();
        return VendorSpec.of("custom-llm", "Custom LLM")
                .aliases("custom", "openai-compatible")
                .maturity(Maturity.RECORDED, null)
                .field(Field.secret("api_key", "Bearer token")
                        .optional()
                        .help("Leave it blank for a server that asks for none."))
                .field(Field.url("base_url", "Base URL")
                        .optional()
                        .help("Where chat/completions and models are, for example https://llm.example.com/v1. Leave it"
                                + " blank when every call brings its own URL."))
                .auth(Auth.optionalBearer("api_key"))
                .endpointPerCall()
                .errors(errors())
                .check(new CustomLlmCheck(models))
                .models(models)
                .chat(OpenAiChat.with(quirks))
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on(CustomLlm::isNoSuchPath, ErrorCode.ENDPOINT_UNREACHABLE)
                .on("exceed_context_size_error", ErrorCode.CONTEXT_TOO_LONG)
                .on(
                        error -> error.status() == 400
                                && (error.message().contains("maximum context length")
                                        || error.message().contains("available context size")),
                        ErrorCode.CONTEXT_TOO_LONG)
                .then(OpenAiErrors.COMMON);
    }

    // web frameworks answer so where no API is; a missing model is told with its name
    private static boolean isNoSuchPath(VendorError error) {
        return error.status() == 404
                && (error.message().equals("Not Found") || error.message().equals("File Not Found"));
    }

    private static ModelInfo model(JsonNode node) {
        // vLLM's name for it, else llama.cpp's
        boolean vllm = node.has("max_model_len");
        return ModelEntry.of("custom-llm", node, "id")
                .contextWindow(vllm ? node : node.path("meta"), vllm ? "max_model_len" : "n_ctx_train")
                .build();
    }
}
