package dev.byok.providers.dialect.cohere;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolChoice;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.MessageJson;
import dev.byok.providers.spec.SchemaJson;
import dev.byok.providers.spec.Settings;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one request. */
final class CohereRequestWriter {

    private final JsonGenerator json;

    CohereRequestWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(ChatInput input) throws IOException {
        ChatRequest request = input.request();
        json.writeStartObject();
        json.writeStringField("model", input.model());
        messages(request.messages());
        if (!request.tools().isEmpty()) {
            tools(request);
        }
        responseFormat(request.responseFormat());
        settings(request);
        if (input.stream()) {
            json.writeBooleanField("stream", true);
        }
        ExtraParameters.write(json, request.extra());
        json.writeEndObject();
    }

    private void messages(List<Message> messages) throws IOException {
        json.writeArrayFieldStart("messages");
        // only the first message may be one of the system
        String system = messages.stream()
                .filter(Message.SystemMessage.class::isInstance)
                .map(message -> ((Message.SystemMessage) message).text())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            json.writeStartObject();
            json.writeStringField("role", "system");
            json.writeStringField("content", system);
            json.writeEndObject();
        }
        for (Message message : messages) {
            if (message instanceof Message.UserMessage user) {
                json.writeStartObject();
                json.writeStringField("role", "user");
                json.writeFieldName("content");
                MessageJson.content(json, user.parts());
                json.writeEndObject();
            } else if (message instanceof Message.AssistantMessage assistant) {
                assistant(assistant);
            } else if (message instanceof Message.ToolMessage tool) {
                json.writeStartObject();
                json.writeStringField("role", "tool");
                json.writeStringField("tool_call_id", tool.toolCallId());
                json.writeStringField("content", tool.text());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void assistant(Message.AssistantMessage assistant) throws IOException {
        String text = assistant.text() == null ? "" : assistant.text();
        boolean calls = !assistant.toolCalls().isEmpty();
        // a message of nothing is an error there
        if (text.isEmpty() && !calls) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        if (!text.isEmpty()) {
            json.writeStringField(calls ? "tool_plan" : "content", text);
        }
        if (calls) {
            MessageJson.toolCalls(json, assistant.toolCalls());
        }
        json.writeEndObject();
    }

    private void tools(ChatRequest request) throws IOException {
        @Nullable ToolChoice choice = request.toolChoice().orElse(null);
        List<Tool> offered = choice == null || choice.tool() == null
                ? request.tools()
                : request.tools().stream()
                        .filter(tool -> tool.name().equals(choice.tool()))
                        .toList();
        MessageJson.tools(json, offered);
        if (choice != null && choice.mode() != ToolChoice.Mode.AUTO) {
            json.writeStringField("tool_choice", choice.mode() == ToolChoice.Mode.NONE ? "NONE" : "REQUIRED");
        }
    }

    private void responseFormat(ResponseFormat format) throws IOException {
        if (format.kind() == ResponseFormat.Kind.TEXT) {
            return;
        }
        json.writeObjectFieldStart("response_format");
        json.writeStringField("type", "json_object");
        if (format.schemaJson() != null) {
            json.writeFieldName("json_schema");
            SchemaJson.writeObject(json, format.schemaJson(), "the schema '" + format.name() + "'");
        }
        json.writeEndObject();
    }

    private void settings(ChatRequest request) throws IOException {
        if (request.temperature().isPresent()) {
            double value = request.temperature().getAsDouble();
            json.writeNumberField("temperature", Settings.temperatureUpToOne(value, "Cohere"));
        }
        if (request.topP().isPresent()) {
            json.writeNumberField("p", request.topP().getAsDouble());
        }
        if (request.maxTokens().isPresent()) {
            json.writeNumberField("max_tokens", request.maxTokens().getAsInt());
        }
        if (request.seed().isPresent()) {
            json.writeNumberField("seed", request.seed().getAsLong());
        }
        if (!request.stop().isEmpty()) {
            json.writeFieldName("stop_sequences");
            json.writeArray(
                    request.stop().toArray(String[]::new), 0, request.stop().size());
        }
        if (request.reasoningEffort().isPresent()) {
            boolean off = request.reasoningEffort().get() == ReasoningEffort.MINIMAL;
            json.writeObjectFieldStart("thinking");
            json.writeStringField("type", off ? "disabled" : "enabled");
            json.writeEndObject();
        }
    }
}
