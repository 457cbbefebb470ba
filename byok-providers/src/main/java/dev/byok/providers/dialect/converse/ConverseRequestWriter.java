package dev.byok.providers.dialect.converse;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolChoice;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.SchemaJson;
import java.io.IOException;
import java.util.List;

/** Writes one request: everything but the messages. */
final class ConverseRequestWriter {

    private static final String JSON_INSTRUCTION =
            "Answer with one JSON object and nothing else: no text around it and no code fence.";

    private final JsonGenerator json;

    ConverseRequestWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(ChatRequest request) throws IOException {
        json.writeStartObject();
        system(request);
        new ConverseMessageWriter(json).write(request.messages());
        inferenceConfig(request);
        toolConfig(request);
        outputConfig(request.responseFormat());
        if (request.reasoningEffort().isPresent()) {
            reasoning(request.reasoningEffort().get());
        }
        ExtraParameters.write(json, request.extra());
        json.writeEndObject();
    }

    private void system(ChatRequest request) throws IOException {
        List<String> texts = request.messages().stream()
                .filter(Message.SystemMessage.class::isInstance)
                .map(message -> ((Message.SystemMessage) message).text())
                // a blank block is an error there
                .filter(text -> !text.isBlank())
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
            textBlock(JSON_INSTRUCTION);
        }
        json.writeEndArray();
    }

    private void textBlock(String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private void inferenceConfig(ChatRequest request) throws IOException {
        if (request.maxTokens().isEmpty()
                && request.temperature().isEmpty()
                && request.topP().isEmpty()
                && request.stop().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("inferenceConfig");
        if (request.maxTokens().isPresent()) {
            json.writeNumberField("maxTokens", request.maxTokens().getAsInt());
        }
        if (request.temperature().isPresent()) {
            json.writeNumberField("temperature", request.temperature().getAsDouble());
        }
        if (request.topP().isPresent()) {
            json.writeNumberField("topP", request.topP().getAsDouble());
        }
        if (!request.stop().isEmpty()) {
            json.writeFieldName("stopSequences");
            json.writeArray(
                    request.stop().toArray(String[]::new), 0, request.stop().size());
        }
        json.writeEndObject();
    }

    private void toolConfig(ChatRequest request) throws IOException {
        ToolChoice.Mode mode = request.toolChoice().map(ToolChoice::mode).orElse(ToolChoice.Mode.AUTO);
        if (request.tools().isEmpty() || (mode == ToolChoice.Mode.NONE && !speaksOfTools(request))) {
            return;
        }
        if (mode == ToolChoice.Mode.NONE) {
            throw ByokException.of(
                            ErrorCode.UNSUPPORTED_CAPABILITY,
                            "Bedrock cannot forbid tools in a conversation that has called some")
                    .hint("let the model choose, or leave the calls and their results out of the messages")
                    .build();
        }
        json.writeObjectFieldStart("toolConfig");
        json.writeArrayFieldStart("tools");
        for (Tool tool : request.tools()) {
            tool(tool);
        }
        json.writeEndArray();
        if (request.toolChoice().isPresent()) {
            toolChoice(request.toolChoice().get());
        }
        json.writeEndObject();
    }

    private static boolean speaksOfTools(ChatRequest request) {
        return request.messages().stream()
                .anyMatch(message -> message instanceof Message.ToolMessage
                        || (message instanceof Message.AssistantMessage assistant
                                && !assistant.toolCalls().isEmpty()));
    }

    private void tool(Tool tool) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("toolSpec");
        json.writeStringField("name", tool.name());
        if (tool.description() != null) {
            json.writeStringField("description", tool.description());
        }
        json.writeObjectFieldStart("inputSchema");
        json.writeFieldName("json");
        SchemaJson.writeObject(json, tool.parametersJson(), "the schema of tool '" + tool.name() + "'");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void toolChoice(ToolChoice choice) throws IOException {
        json.writeObjectFieldStart("toolChoice");
        json.writeObjectFieldStart(
                switch (choice.mode()) {
                    case AUTO, NONE -> "auto";
                    case REQUIRED -> "any";
                    case NAMED -> "tool";
                });
        if (choice.tool() != null) {
            json.writeStringField("name", choice.tool());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    // the schema is a text there
    private void outputConfig(ResponseFormat format) throws IOException {
        if (format.schemaJson() == null) {
            return;
        }
        json.writeObjectFieldStart("outputConfig");
        json.writeObjectFieldStart("textFormat");
        json.writeStringField("type", "json_schema");
        json.writeObjectFieldStart("structure");
        json.writeObjectFieldStart("jsonSchema");
        json.writeStringField("schema", SchemaJson.object(format.schemaJson(), "the schema '" + format.name() + "'"));
        json.writeStringField("name", format.name());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    // as Amazon's own models have it
    private void reasoning(ReasoningEffort effort) throws IOException {
        json.writeObjectFieldStart("additionalModelRequestFields");
        json.writeObjectFieldStart("reasoningConfig");
        json.writeStringField("type", "enabled");
        json.writeStringField(
                "maxReasoningEffort",
                switch (effort) {
                    case MINIMAL, LOW -> "low";
                    case MEDIUM -> "medium";
                    case HIGH -> "high";
                });
        json.writeEndObject();
        json.writeEndObject();
    }
}
