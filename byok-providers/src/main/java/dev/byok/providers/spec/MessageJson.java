package dev.byok.providers.spec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.chat.Part;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import java.io.IOException;
import java.util.List;

/** Writes the pieces of a conversation that other formats took from OpenAI's unchanged. */
public final class MessageJson {

    private MessageJson() {}

    /**
     * Writes what a user said: a lone text as a string, because every compatible server reads that and not every one
     * reads parts, and anything else as parts.
     *
     * @param json where to
     * @param parts texts and images
     * @throws IOException from the generator
     */
    public static void content(JsonGenerator json, List<Part> parts) throws IOException {
        if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
            json.writeString(only.text());
            return;
        }
        json.writeStartArray();
        for (Part part : parts) {
            json.writeStartObject();
            if (part instanceof Part.Text text) {
                json.writeStringField("type", "text");
                json.writeStringField("text", text.text());
            } else {
                json.writeStringField("type", "image_url");
                json.writeObjectFieldStart("image_url");
                json.writeStringField("url", imageUrl(part));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * {@return where an image is: its URL, or its bytes as a data URL}
     *
     * @param image a part that is an image
     */
    public static String imageUrl(Part image) {
        if (image instanceof Part.ImageData data) {
            return "data:" + data.mediaType() + ";base64," + data.base64();
        }
        if (image instanceof Part.ImageUrl link) {
            return link.url();
        }
        throw new IllegalArgumentException("the part is no image");
    }

    /**
     * Writes the member {@code tools}.
     *
     * @param json where to
     * @param tools what the model may call
     * @throws IOException from the generator
     */
    public static void tools(JsonGenerator json, List<Tool> tools) throws IOException {
        json.writeArrayFieldStart("tools");
        for (Tool tool : tools) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            function(json, tool);
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * Writes name, description and parameters of a tool into the object that is being written.
     *
     * @param json where to
     * @param tool the tool
     * @throws IOException from the generator
     */
    public static void function(JsonGenerator json, Tool tool) throws IOException {
        json.writeStringField("name", tool.name());
        if (tool.description() != null) {
            json.writeStringField("description", tool.description());
        }
        json.writeFieldName("parameters");
        SchemaJson.writeObject(json, tool.parametersJson(), "the schema of tool '" + tool.name() + "'");
    }

    /**
     * Writes the member {@code tool_calls}.
     *
     * @param json where to
     * @param calls what the model wanted called
     * @throws IOException from the generator
     */
    public static void toolCalls(JsonGenerator json, List<ToolCall> calls) throws IOException {
        json.writeArrayFieldStart("tool_calls");
        for (ToolCall call : calls) {
            json.writeStartObject();
            json.writeStringField("id", call.id());
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", call.name());
            json.writeStringField("arguments", call.argumentsJson());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
