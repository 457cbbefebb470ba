package dev.byok.providers.dialect.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ToolCall;
import dev.byok.providers.spec.SchemaJson;
import java.io.IOException;
import java.util.List;

/** Writes a conversation. System messages are none of it there; results of tools are what the user says. */
final class AnthropicMessageWriter {

    private final JsonGenerator json;

    AnthropicMessageWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(List<Message> messages) throws IOException {
        json.writeArrayFieldStart("messages");
        int next = 0;
        while (next < messages.size()) {
            Message message = messages.get(next);
            if (message instanceof Message.ToolMessage) {
                next = toolResults(messages, next);
                continue;
            }
            if (message instanceof Message.UserMessage user) {
                user(user);
            } else if (message instanceof Message.AssistantMessage assistant) {
                assistant(assistant);
            }
            next++;
        }
        json.writeEndArray();
    }

    private void user(Message.UserMessage user) throws IOException {
        start("user");
        for (Part part : user.parts()) {
            if (part instanceof Part.Text text) {
                text(text.text());
            } else if (part instanceof Part.ImageUrl image) {
                imageUrl(image);
            } else if (part instanceof Part.ImageData image) {
                imageData(image);
            }
        }
        end();
    }

    private void imageUrl(Part.ImageUrl image) throws IOException {
        startImage("url");
        json.writeStringField("url", image.url());
        endImage();
    }

    private void imageData(Part.ImageData image) throws IOException {
        startImage("base64");
        json.writeStringField("media_type", image.mediaType());
        json.writeStringField("data", image.base64());
        endImage();
    }

    private void startImage(String source) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "image");
        json.writeObjectFieldStart("source");
        json.writeStringField("type", source);
    }

    private void endImage() throws IOException {
        json.writeEndObject();
        json.writeEndObject();
    }

    private void assistant(Message.AssistantMessage assistant) throws IOException {
        String text = assistant.text() == null ? "" : assistant.text();
        // an empty text is an error there, and a message of nothing is too
        if (text.isEmpty() && assistant.toolCalls().isEmpty()) {
            return;
        }
        start("assistant");
        if (!text.isEmpty()) {
            text(text);
        }
        for (ToolCall call : assistant.toolCalls()) {
            toolCall(call);
        }
        end();
    }

    private void toolCall(ToolCall call) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "tool_use");
        json.writeStringField("id", call.id());
        json.writeStringField("name", call.name());
        json.writeFieldName("input");
        // other vendors' models leave the arguments empty when a tool has no parameters
        String input = call.argumentsJson().isBlank() ? "{}" : call.argumentsJson();
        SchemaJson.writeObject(json, input, "the text of the arguments for tool '" + call.name() + "'");
        json.writeEndObject();
    }

    // all results of one turn belong into one message
    private int toolResults(List<Message> messages, int first) throws IOException {
        start("user");
        int next = first;
        while (next < messages.size() && messages.get(next) instanceof Message.ToolMessage result) {
            json.writeStartObject();
            json.writeStringField("type", "tool_result");
            json.writeStringField("tool_use_id", result.toolCallId());
            json.writeStringField("content", result.text());
            json.writeEndObject();
            next++;
        }
        end();
        return next;
    }

    private void text(String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private void start(String role) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeArrayFieldStart("content");
    }

    private void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }
}
