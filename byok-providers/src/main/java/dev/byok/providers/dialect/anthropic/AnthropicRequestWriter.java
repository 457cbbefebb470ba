package dev.byok.providers.dialect.anthropic;

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
import dev.byok.providers.spec.Settings;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one request: everything but the messages. */
final class AnthropicRequestWriter {

    private final JsonGenerator json;
    private final AnthropicChat.@Nullable Cloud cloud;

    AnthropicRequestWriter(JsonGenerator json, AnthropicChat.@Nullable Cloud cloud) {
        this.json = json;
        this.cloud = cloud;
    }

    void write(ChatInput input) throws IOException {
        ChatRequest request = input.request();
        json.writeStartObject();
        if (cloud == null) {
            json.writeStringField("model", input.model());
        } else {
            json.writeStringField("anthropic_version", cloud.version());
        }
        json.writeNumberField("max_tokens", request.maxTokens().orElse(Settings.DEFAULT_MAX_TOKENS));
        system(request);
        new AnthropicMessageWriter(json).write(request.messages());
        settings(request);
        if (!request.tools().isEmpty()) {
            tools(request);
        }
        outputConfig(request);
        if (input.stream() && (cloud == null || cloud.streamInBody())) {
            json.writeBooleanField("stream", true);
        }
        ExtraParameters.write(json, request.extra());
        json.writeEndObject();
    }

    private void system(ChatRequest request) throws IOException {
        List<String> texts = request.messages().stream()
                .filter(Message.SystemMessage.class::isInstance)
                .map(message -> ((Message.SystemMessage) message).text())
                // an empty block is an error there
                .filter(text -> !text.isEmpty())
                .toList();
        boolean wantsJson = request.responseFormat().kind() == ResponseFormat.Kind.JSON;
        if (texts.isEmpty() && !wantsJson) {
            return;
        }
        json.writeArrayFieldStart("system");
        for (String text : texts) {
            textBlock(text);
        }
        if (wantsJson) {
            textBlock(Settings.JSON_INSTRUCTION);
        }
        json.writeEndArray();
    }

    private void textBlock(String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private void settings(ChatRequest request) throws IOException {
        if (request.temperature().isPresent()) {
            double value = request.temperature().getAsDouble();
            json.writeNumberField("temperature", Settings.temperatureUpToOne(value, "Anthropic"));
        }
        if (request.topP().isPresent()) {
            json.writeNumberField("top_p", request.topP().getAsDouble());
        }
        if (!request.stop().isEmpty()) {
            json.writeArrayFieldStart("stop_sequences");
            for (String text : request.stop()) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }

    private void tools(ChatRequest request) throws IOException {
        json.writeArrayFieldStart("tools");
        for (Tool tool : request.tools()) {
            json.writeStartObject();
            json.writeStringField("name", tool.name());
            if (tool.description() != null) {
                json.writeStringField("description", tool.description());
            }
            json.writeFieldName("input_schema");
            SchemaJson.writeObject(json, tool.parametersJson(), "the schema of tool '" + tool.name() + "'");
            json.writeEndObject();
        }
        json.writeEndArray();
        if (request.toolChoice().isPresent()) {
            toolChoice(request.toolChoice().get());
        }
    }

    private void toolChoice(ToolChoice choice) throws IOException {
        json.writeObjectFieldStart("tool_choice");
        json.writeStringField(
                "type",
                switch (choice.mode()) {
                    case AUTO -> "auto";
                    case NONE -> "none";
                    case REQUIRED -> "any";
                    case NAMED -> "tool";
                });
        if (choice.tool() != null) {
            json.writeStringField("name", choice.tool());
        }
        json.writeEndObject();
    }

    private void outputConfig(ChatRequest request) throws IOException {
        ResponseFormat format = request.responseFormat();
        if (format.schemaJson() == null && request.reasoningEffort().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("output_config");
        if (request.reasoningEffort().isPresent()) {
            json.writeStringField("effort", effort(request.reasoningEffort().get()));
        }
        if (format.schemaJson() != null) {
            json.writeObjectFieldStart("format");
            json.writeStringField("type", "json_schema");
            json.writeFieldName("schema");
            SchemaJson.writeObject(json, format.schemaJson(), "the schema '" + format.name() + "'");
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static String effort(ReasoningEffort effort) {
        return switch (effort) {
            case MINIMAL, LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH -> "high";
        };
    }
}
