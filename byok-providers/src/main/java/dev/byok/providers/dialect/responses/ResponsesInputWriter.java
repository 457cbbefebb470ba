package dev.byok.providers.dialect.responses;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ToolCall;
import dev.byok.providers.spec.MessageJson;
import java.io.IOException;
import java.util.List;

/** Writes a conversation as input items: messages, and calls of tools and their results beside them. */
final class ResponsesInputWriter {

    private final JsonGenerator json;

    ResponsesInputWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the messages, before them an instruction unless it is empty. */
    void write(List<Message> messages, String instruction) throws IOException {
        json.writeArrayFieldStart("input");
        if (!instruction.isEmpty()) {
            message("system", instruction);
        }
        for (Message message : messages) {
            if (message instanceof Message.SystemMessage system) {
                message("system", system.text());
            } else if (message instanceof Message.UserMessage user) {
                user(user.parts());
            } else if (message instanceof Message.AssistantMessage assistant) {
                assistant(assistant);
            } else if (message instanceof Message.ToolMessage tool) {
                start("function_call_output");
                json.writeStringField("call_id", tool.toolCallId());
                json.writeStringField("output", tool.text());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void user(List<Part> parts) throws IOException {
        if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
            message("user", only.text());
            return;
        }
        start("message");
        json.writeStringField("role", "user");
        json.writeArrayFieldStart("content");
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                start("input_text");
                json.writeStringField("text", text.text());
            } else {
                start("input_image");
                json.writeStringField("image_url", MessageJson.imageUrl(part));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void assistant(Message.AssistantMessage assistant) throws IOException {
        if (assistant.text() != null && !assistant.text().isEmpty()) {
            message("assistant", assistant.text());
        }
        for (ToolCall call : assistant.toolCalls()) {
            start("function_call");
            json.writeStringField("call_id", call.id());
            json.writeStringField("name", call.name());
            json.writeStringField("arguments", call.argumentsJson());
            json.writeEndObject();
        }
    }

    private void message(String role, String text) throws IOException {
        start("message");
        json.writeStringField("role", role);
        json.writeStringField("content", text);
        json.writeEndObject();
    }

    private void start(String type) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
    }
}
