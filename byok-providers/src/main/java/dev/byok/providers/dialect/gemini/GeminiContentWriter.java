package dev.byok.providers.dialect.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ToolCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.SchemaJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a conversation. System messages are none of it there; results of tools are what the user says. */
final class GeminiContentWriter {

    /**
     * Google's own word for a call whose signature is not at hand: a call without one is refused, and calls that this
     * library hands out do not carry it.
     */
    private static final String NO_SIGNATURE = "skip_thought_signature_validator";

    private final JsonGenerator json;
    private final boolean current;
    private final Map<String, String> toolByCallId = new HashMap<>();

    GeminiContentWriter(JsonGenerator json, GeminiGeneration generation) {
        this.json = json;
        this.current = generation.isCurrent();
    }

    void write(List<Message> messages) throws IOException {
        json.writeArrayFieldStart("contents");
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
            json.writeStartObject();
            if (part instanceof Part.Text text) {
                json.writeStringField("text", text.text());
            } else if (part instanceof Part.ImageUrl image) {
                imageUrl(image.url());
            } else if (part instanceof Part.ImageData image) {
                json.writeObjectFieldStart("inlineData");
                json.writeStringField("mimeType", image.mediaType());
                json.writeStringField("data", image.base64());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        end();
    }

    private void imageUrl(String url) throws IOException {
        json.writeObjectFieldStart("fileData");
        String type = ImageTypes.ofUrl(url);
        if (type != null) {
            json.writeStringField("mimeType", type);
        }
        json.writeStringField("fileUri", url);
        json.writeEndObject();
    }

    private void assistant(Message.AssistantMessage assistant) throws IOException {
        String text = assistant.text() == null ? "" : assistant.text();
        // a content without parts is an error there
        if (text.isEmpty() && assistant.toolCalls().isEmpty()) {
            return;
        }
        start("model");
        if (!text.isEmpty()) {
            json.writeStartObject();
            json.writeStringField("text", text);
            json.writeEndObject();
        }
        boolean first = true;
        for (ToolCall call : assistant.toolCalls()) {
            toolByCallId.put(call.id(), call.name());
            toolCall(call, first);
            first = false;
        }
        end();
    }

    // of calls that were made together only the first is signed
    private void toolCall(ToolCall call, boolean first) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("functionCall");
        id(call.id());
        json.writeStringField("name", call.name());
        json.writeFieldName("args");
        // other vendors' models leave the arguments empty when a tool has no parameters
        String arguments = call.argumentsJson().isBlank() ? "{}" : call.argumentsJson();
        SchemaJson.writeObject(json, arguments, "the text of the arguments for tool '" + call.name() + "'");
        json.writeEndObject();
        if (current && first) {
            json.writeStringField("thoughtSignature", NO_SIGNATURE);
        }
        json.writeEndObject();
    }

    // all results of one turn belong into one content
    private int toolResults(List<Message> messages, int first) throws IOException {
        start("user");
        int next = first;
        while (next < messages.size() && messages.get(next) instanceof Message.ToolMessage result) {
            json.writeStartObject();
            json.writeObjectFieldStart("functionResponse");
            id(result.toolCallId());
            json.writeStringField("name", tool(result));
            json.writeFieldName("response");
            response(result.text());
            json.writeEndObject();
            json.writeEndObject();
            next++;
        }
        end();
        return next;
    }

    private void id(String id) throws IOException {
        if (current) {
            json.writeStringField("id", id);
        }
    }

    private String tool(Message.ToolMessage result) {
        String tool = toolByCallId.get(result.toolCallId());
        if (tool == null) {
            throw ByokException.of(
                            ErrorCode.INVALID_REQUEST, "a tool's result answers a call that no message before it makes")
                    .hint("send the assistant message with the tool calls before the results")
                    .build();
        }
        return tool;
    }

    // a response is an object there; "output" is the member for one that is none
    private void response(String text) throws IOException {
        JsonNode object = Json.readOrNull(text);
        if (object != null && object.isObject()) {
            json.writeTree(object);
            return;
        }
        json.writeStartObject();
        json.writeStringField("output", text);
        json.writeEndObject();
    }

    private void start(String role) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeArrayFieldStart("parts");
    }

    private void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }
}
