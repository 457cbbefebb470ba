package dev.byok.providers.vendor.vertexai;

import dev.byok.providers.cloud.google.Vertex;
import dev.byok.providers.cloud.google.VertexCheck;
import dev.byok.providers.cloud.google.VertexErrors;
import dev.byok.providers.cloud.google.VertexModels;
import dev.byok.providers.dialect.gemini.GeminiChat;
import dev.byok.providers.dialect.gemini.GeminiErrors;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.VendorSpec;
import java.util.Map;
import java.util.regex.Pattern;

/** Gemini on Vertex AI. */
public final class VertexAi {

    private static final String PUBLISHER = "google";
    private static final String DEFAULT_MODEL = "gemini-3.5-flash";
    private static final Pattern CHATS = Pattern.compile("gemini-(?!.*(?:embedding|live|tts)).*");

    private VertexAi() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return Vertex.spec("vertex-ai", "Vertex AI")
                .docs("https://docs.cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference")
                .defaultModel(DEFAULT_MODEL)
                .errors(VertexErrors.COMMON)
                .errorInReply(GeminiErrors::isBlocked)
                .check(VertexCheck.counting(DEFAULT_MODEL, VertexAi::count, "totalTokens"))
                .models(VertexModels.of("vertex-ai", PUBLISHER, CHATS))
                .chat(GeminiChat.at(input -> Vertex.model(input.fields(), PUBLISHER, input.model())))
                .build();
    }

    private static HttpCall count(Map<String, String> fields, String model) {
        return HttpCall.post(
                Vertex.model(fields, PUBLISHER, model) + ":countTokens",
                Json.write(
                        json -> json.writeRaw("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}")));
    }
}
