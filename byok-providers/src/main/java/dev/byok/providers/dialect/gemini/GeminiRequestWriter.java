package dev.byok.providers.dialect.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolChoice;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.SchemaJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one request: everything but the conversation. The model stands in the path. */
final class GeminiRequestWriter {

    private static final String GENERATION_CONFIG = "generationConfig";

    private final JsonGenerator json;

    GeminiRequestWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(ChatInput input) throws IOException {
        ChatRequest request = input.request();
        GeminiGeneration generation = new GeminiGeneration(input.model());
        json.writeStartObject();
        system(request);
        new GeminiContentWriter(json, generation).write(request.messages());
        if (!request.tools().isEmpty()) {
            tools(request);
        }
        Map<String, Object> extra = new LinkedHashMap<>(request.extra());
        // anything else that is called so is refused as set twice
        Object more = extra.get(GENERATION_CONFIG) instanceof Map<?, ?> ? extra.remove(GENERATION_CONFIG) : Map.of();
        generationConfig(request, generation, names((Map<?, ?>) more));
        ExtraParameters.write(json, extra);
        json.writeEndObject();
    }

    private static Map<String, Object> names(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    private void system(ChatRequest request) throws IOException {
        List<String> texts = request.messages().stream()
                .filter(Message.SystemMessage.class::isInstance)
                .map(message -> ((Message.SystemMessage) message).text())
                .filter(text -> !text.isEmpty())
                .toList();
        if (texts.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("systemInstruction");
        json.writeArrayFieldStart("parts");
        for (String text : texts) {
            json.writeStartObject();
            json.writeStringField("text", text);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void tools(ChatRequest request) throws IOException {
        json.writeArrayFieldStart("tools");
        json.writeStartObject();
        json.writeArrayFieldStart("functionDeclarations");
        for (Tool tool : request.tools()) {
            json.writeStartObject();
            json.writeStringField("name", tool.name());
            if (tool.description() != null) {
                json.writeStringField("description", tool.description());
            }
            // "parameters" takes a part of OpenAPI's schemas only
            json.writeFieldName("parametersJsonSchema");
            SchemaJson.writeObject(json, tool.parametersJson(), "the schema of tool '" + tool.name() + "'");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        if (request.toolChoice().isPresent()) {
            toolChoice(request.toolChoice().get());
        }
    }

    private void toolChoice(ToolChoice choice) throws IOException {
        json.writeObjectFieldStart("toolConfig");
        json.writeObjectFieldStart("functionCallingConfig");
        json.writeStringField(
                "mode",
                switch (choice.mode()) {
                    case AUTO -> "AUTO";
                    case NONE -> "NONE";
                    case REQUIRED, NAMED -> "ANY";
                });
        if (choice.tool() != null) {
            json.writeArrayFieldStart("allowedFunctionNames");
            json.writeString(choice.tool());
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void generationConfig(ChatRequest request, GeminiGeneration generation, Map<String, Object> more)
            throws IOException {
        if (!isConfigured(request) && more.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(GENERATION_CONFIG);
        sampling(request);
        if (request.maxTokens().isPresent()) {
            json.writeNumberField("maxOutputTokens", request.maxTokens().getAsInt());
        }
        responseFormat(request.responseFormat());
        if (request.reasoningEffort().isPresent()) {
            thinking(request.reasoningEffort().get(), generation);
        }
        ExtraParameters.write(json, more);
        json.writeEndObject();
    }

    private static boolean isConfigured(ChatRequest request) {
        return request.temperature().isPresent()
                || request.topP().isPresent()
                || request.seed().isPresent()
                || !request.stop().isEmpty()
                || request.maxTokens().isPresent()
                || request.responseFormat().kind() != ResponseFormat.Kind.TEXT
                || request.reasoningEffort().isPresent();
    }

    private void sampling(ChatRequest request) throws IOException {
        if (request.temperature().isPresent()) {
            json.writeNumberField("temperature", request.temperature().getAsDouble());
        }
        if (request.topP().isPresent()) {
            json.writeNumberField("topP", request.topP().getAsDouble());
        }
        if (request.seed().isPresent()) {
            json.writeNumberField("seed", request.seed().getAsLong());
        }
        if (!request.stop().isEmpty()) {
            json.writeArrayFieldStart("stopSequences");
            for (String text : request.stop()) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }

    private void responseFormat(ResponseFormat format) throws IOException {
        if (format.kind() == ResponseFormat.Kind.TEXT) {
            return;
        }
        json.writeStringField("responseMimeType", "application/json");
        if (format.schemaJson() != null) {
            json.writeFieldName("responseJsonSchema");
            SchemaJson.writeObject(json, format.schemaJson(), "the schema '" + format.name() + "'");
        }
    }

    private void thinking(ReasoningEffort effort, GeminiGeneration generation) throws IOException {
        json.writeObjectFieldStart("thinkingConfig");
        if (generation.isCurrent()) {
            json.writeStringField("thinkingLevel", generation.thinkingLevel(effort));
        } else {
            json.writeNumberField("thinkingBudget", GeminiGeneration.thinkingBudget(effort));
        }
        json.writeEndObject();
    }
}
