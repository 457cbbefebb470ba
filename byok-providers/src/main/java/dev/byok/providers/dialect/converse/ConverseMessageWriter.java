package dev.byok.providers.dialect.converse;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ToolCall;
import dev.byok.providers.spec.SchemaJson;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Writes a conversation. User and assistant take turns there, so what one of them says in several messages is one message;
 * results of tools are what the user says.
 */
final class ConverseMessageWriter {

    private static final Set<String> IMAGE_FORMATS = Set.of("png", "jpeg", "gif", "webp");

    private final JsonGenerator json;
    private String role = "";

    ConverseMessageWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(List<Message> messages) throws IOException {
        json.writeArrayFieldStart("messages");
        for (Message message : messages) {
            if (message instanceof Message.UserMessage user) {
                user(user);
            } else if (message instanceof Message.AssistantMessage assistant) {
                assistant(assistant);
            } else if (message instanceof Message.ToolMessage result) {
                toolResult(result);
            }
        }
        end();
        json.writeEndArray();
    }

    private void user(Message.UserMessage user) throws IOException {
        turn("user");
        for (Part part : user.parts()) {
            if (part instanceof Part.Text text) {
                text(text.text());
            } else if (part instanceof Part.ImageData image) {
                image(image);
            } else {
                throw refused("Bedrock takes no images by URL", "give the image itself: Part.image(mediaType, bytes)");
            }
        }
    }

    private void image(Part.ImageData image) throws IOException {
        String format = image.mediaType().substring(image.mediaType().indexOf('/') + 1);
        if (!IMAGE_FORMATS.contains(format)) {
            throw refused("Bedrock takes no images of this media type", "give a PNG, JPEG, GIF or WebP image");
        }
        json.writeStartObject();
        json.writeObjectFieldStart("image");
        json.writeStringField("format", format);
        json.writeObjectFieldStart("source");
        json.writeStringField("bytes", image.base64());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void assistant(Message.AssistantMessage assistant) throws IOException {
        String text = assistant.text() == null ? "" : assistant.text();
        // a message of nothing is an error there
        if (text.isBlank() && assistant.toolCalls().isEmpty()) {
            return;
        }
        turn("assistant");
        text(text);
        for (ToolCall call : assistant.toolCalls()) {
            toolUse(call);
        }
    }

    private void toolUse(ToolCall call) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("toolUse");
        json.writeStringField("toolUseId", call.id());
        json.writeStringField("name", call.name());
        json.writeFieldName("input");
        // other vendors' models leave the arguments empty when a tool has no parameters
        String input = call.argumentsJson().isBlank() ? "{}" : call.argumentsJson();
        SchemaJson.writeObject(json, input, "the text of the arguments for tool '" + call.name() + "'");
        json.writeEndObject();
        json.writeEndObject();
    }

    private void toolResult(Message.ToolMessage result) throws IOException {
        turn("user");
        json.writeStartObject();
        json.writeObjectFieldStart("toolResult");
        json.writeStringField("toolUseId", result.toolCallId());
        json.writeArrayFieldStart("content");
        text(result.text());
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    // a blank text is an error there, and says nothing
    private void text(String text) throws IOException {
        if (text.isBlank()) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private void turn(String next) throws IOException {
        if (next.equals(role)) {
            return;
        }
        end();
        role = next;
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeArrayFieldStart("content");
    }

    private void end() throws IOException {
        if (!role.isEmpty()) {
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static ByokException refused(String what, String hint) {
        return ByokException.of(ErrorCode.UNSUPPORTED_CAPABILITY, what)
                .hint(hint)
                .build();
    }
}
