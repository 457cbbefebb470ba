package dev.byok.providers.vendor.anthropicvertex;

import dev.byok.providers.cloud.google.Vertex;
import dev.byok.providers.cloud.google.VertexCheck;
import dev.byok.providers.cloud.google.VertexErrors;
import dev.byok.providers.cloud.google.VertexModels;
import dev.byok.providers.dialect.anthropic.AnthropicChat;
import dev.byok.providers.dialect.anthropic.AnthropicErrors;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.VendorSpec;
import java.util.Map;
import java.util.regex.Pattern;

/** Claude on Vertex AI. A model has to be enabled in the project's Model Garden first. */
public final class AnthropicVertex {

    private static final String PUBLISHER = "anthropic";
    private static final String VERSION = "vertex-2023-10-16";
    private static final String DEFAULT_MODEL = "claude-sonnet-4-6";

    private AnthropicVertex() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return Vertex.spec("anthropic-vertex", "Claude on Vertex AI")
                .docs("https://platform.claude.com/docs/en/build-with-claude/claude-on-vertex-ai")
                .defaultModel(DEFAULT_MODEL)
                .errors(VertexErrors.COMMON.then(AnthropicErrors.COMMON))
                .check(VertexCheck.counting(DEFAULT_MODEL, AnthropicVertex::count, "input_tokens"))
                .models(VertexModels.of("anthropic-vertex", PUBLISHER, Pattern.compile("claude-.*")))
                .chat(AnthropicChat.on(new AnthropicChat.Cloud(VERSION, AnthropicVertex::path, true)))
                .build();
    }

    private static String path(ChatInput input) {
        return Vertex.model(input.fields(), PUBLISHER, input.model())
                + (input.stream() ? ":streamRawPredict" : ":rawPredict");
    }

    // not in every region: where it is missing, that the key was given a token has to do
    private static HttpCall count(Map<String, String> fields, String model) {
        byte[] body = Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("anthropic_version", VERSION);
            json.writeStringField("model", model);
            json.writeArrayFieldStart("messages");
            json.writeStartObject();
            json.writeStringField("role", "user");
            json.writeStringField("content", "Hi");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
        return HttpCall.post(Vertex.model(fields, PUBLISHER, "count-tokens") + ":rawPredict", body);
    }
}
