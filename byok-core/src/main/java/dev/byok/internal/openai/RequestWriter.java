package dev.byok.internal.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import dev.byok.chat.ToolChoice;
import java.util.List;
import java.util.Locale;

/** Writes a request as OpenAI's API reference has it, without any vendor's peculiarity. */
public final class RequestWriter {

    private RequestWriter() {}

    /**
     * {@return the request as JSON}
     *
     * @param model the member {@code model}
     * @param request what is asked
     * @param stream the member {@code stream}
     */
    public static String write(String model, ChatRequest request, boolean stream) {
        ObjectNode body = StrictJson.object().put("model", model);
        ArrayNode messages = body.putArray("messages");
        request.messages().forEach(message -> message(messages.addObject(), message));
        request.temperature().ifPresent(value -> body.put("temperature", value));
        request.topP().ifPresent(value -> body.put("top_p", value));
        request.maxTokens().ifPresent(value -> body.put("max_completion_tokens", value));
        request.seed().ifPresent(value -> body.put("seed", value));
        if (!request.stop().isEmpty()) {
            request.stop().forEach(body.putArray("stop")::add);
        }
        request.reasoningEffort()
                .ifPresent(effort -> body.put("reasoning_effort", effort.name().toLowerCase(Locale.ROOT)));
        tools(body, request.tools());
        request.toolChoice().ifPresent(choice -> toolChoice(body, choice));
        responseFormat(body, request.responseFormat());
        if (stream) {
            body.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        request.extra().forEach((name, value) -> body.set(name, new POJONode(value)));
        return body.toString();
    }

    private static void message(ObjectNode json, Message message) {
        if (message instanceof Message.SystemMessage system) {
            json.put("role", "system").put("content", system.text());
        } else if (message instanceof Message.UserMessage user) {
            json.put("role", "user");
            content(json, user.parts());
        } else if (message instanceof Message.AssistantMessage assistant) {
            json.put("role", "assistant").put("content", assistant.text());
            if (!assistant.toolCalls().isEmpty()) {
                toolCalls(json.putArray("tool_calls"), assistant.toolCalls());
            }
        } else if (message instanceof Message.ToolMessage tool) {
            json.put("role", "tool").put("tool_call_id", tool.toolCallId()).put("content", tool.text());
        }
    }

    private static void content(ObjectNode json, List<Part> parts) {
        if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
            json.put("content", only.text());
            return;
        }
        ArrayNode list = json.putArray("content");
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                list.addObject().put("type", "text").put("text", text.text());
            } else if (part instanceof Part.ImageUrl link) {
                list.addObject().put("type", "image_url").putObject("image_url").put("url", link.url());
            } else if (part instanceof Part.ImageData data) {
                list.addObject()
                        .put("type", "image_url")
                        .putObject("image_url")
                        .put("url", "data:" + data.mediaType() + ";base64," + data.base64());
            }
        }
    }

    static void toolCalls(ArrayNode list, List<ToolCall> calls) {
        for (ToolCall call : calls) {
            list.addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.argumentsJson());
        }
    }

    private static void tools(ObjectNode body, List<Tool> tools) {
        if (tools.isEmpty()) {
            return;
        }
        ArrayNode list = body.putArray("tools");
        for (Tool tool : tools) {
            ObjectNode function = list.addObject().put("type", "function").putObject("function");
            function.put("name", tool.name());
            if (tool.description() != null) {
                function.put("description", tool.description());
            }
            function.set("parameters", schema(tool.parametersJson(), "the schema of tool '" + tool.name() + "'"));
        }
    }

    private static void toolChoice(ObjectNode body, ToolChoice choice) {
        if (choice.tool() == null) {
            body.put("tool_choice", choice.mode().name().toLowerCase(Locale.ROOT));
        } else {
            body.putObject("tool_choice")
                    .put("type", "function")
                    .putObject("function")
                    .put("name", choice.tool());
        }
    }

    private static void responseFormat(ObjectNode body, ResponseFormat format) {
        if (format.kind() == ResponseFormat.Kind.JSON) {
            body.putObject("response_format").put("type", "json_object");
        } else if (format.schemaJson() != null) {
            ObjectNode named = body.putObject("response_format")
                    .put("type", "json_schema")
                    .putObject("json_schema")
                    .put("name", format.name())
                    .put("strict", true);
            named.set("schema", schema(format.schemaJson(), "the schema '" + format.name() + "'"));
        }
    }

    private static JsonNode schema(String json, String what) {
        JsonNode schema = StrictJson.objectOrNull(json);
        if (schema == null) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, what + " is not a JSON object")
                    .hint("give a JSON object as text, in braces")
                    .build();
        }
        return schema;
    }
}
