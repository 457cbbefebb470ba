package dev.byok.providers.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.FinishReason;
import dev.byok.chat.ToolCall;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole answer, and the pieces that a streamed one shares with it. */
final class ResponsesReply {

    private ResponsesReply() {}

    static ChatCompletion read(JsonNode root) {
        requireNoError(root);
        JsonNode output = root.get("output");
        if (output == null || !output.isArray()) {
            throw new MalformedReply("there is no output");
        }
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<ToolCall> toolCalls = new ArrayList<>();
        boolean refused = false;
        for (JsonNode item : output) {
            // items of other types are the vendor's own tools at work
            switch (type(item)) {
                case "message" -> {
                    text.append(text(item));
                    refused |= isRefusal(item);
                }
                case "reasoning" -> reasoning.append(reasoning(item));
                case "function_call" -> toolCalls.add(toolCall(item));
                default -> {}
            }
        }
        return new ChatCompletion(
                Json.textOrNull(root, "id"),
                Json.textOrNull(root, "model"),
                text.toString(),
                reasoning.toString(),
                toolCalls,
                finishReason(status(root), root, !toolCalls.isEmpty(), refused),
                usage(root.path("usage")));
    }

    static String type(JsonNode node) {
        return Json.text(node, "type").orElse("");
    }

    /** A run that failed or was cancelled comes with success, and need not say why. */
    static void requireNoError(JsonNode response) {
        ErrorInReply.requireNone(response, ended -> switch (status(ended)) {
            case "failed", "cancelled" -> true;
            default -> false;
        });
    }

    /** The text of a message, or what stands in its place when the model refuses. */
    static String text(JsonNode message) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : message.path("content")) {
            text.append(
                    Json.text(part, isRefusalPart(part) ? "refusal" : "text").orElse(""));
        }
        return text.toString();
    }

    static boolean isRefusal(JsonNode message) {
        for (JsonNode part : message.path("content")) {
            if (isRefusalPart(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRefusalPart(JsonNode part) {
        return type(part).equals("refusal");
    }

    static FinishReason finishReason(String status, JsonNode response, boolean callsTools, boolean refused) {
        if (status.equals("incomplete")) {
            return switch (Json.text(response.path("incomplete_details"), "reason")
                    .orElse("")) {
                case "max_output_tokens" -> FinishReason.LENGTH;
                case "content_filter" -> FinishReason.CONTENT_FILTER;
                default -> FinishReason.OTHER;
            };
        }
        if (refused) {
            return FinishReason.CONTENT_FILTER;
        }
        if (callsTools) {
            return FinishReason.TOOL_CALLS;
        }
        return status.equals("completed") ? FinishReason.STOP : FinishReason.OTHER;
    }

    /** {@code input_tokens} includes cached ones here, as {@link Usage#inputTokens()} does; their names differ. */
    static Usage usage(JsonNode usage) {
        if (!usage.isObject()) {
            return Usage.UNKNOWN;
        }
        JsonNode input = usage.path("input_tokens_details");
        return new Usage(
                Json.longOrZero(usage, "input_tokens"),
                Json.longOrZero(input, input.has("cached_tokens") ? "cached_tokens" : "cache_read_input_tokens"),
                Json.longOrZero(
                        input, input.has("cache_write_tokens") ? "cache_write_tokens" : "cache_creation_input_tokens"),
                Json.longOrZero(usage, "output_tokens"),
                Json.longOrZero(usage.path("output_tokens_details"), "reasoning_tokens"),
                true);
    }

    private static String status(JsonNode response) {
        return Json.text(response, "status").orElse("");
    }

    // a summary, or all of it where a vendor shows that
    private static String reasoning(JsonNode item) {
        StringBuilder text = new StringBuilder();
        for (String name : new String[] {"summary", "content"}) {
            for (JsonNode part : item.path(name)) {
                text.append(Json.text(part, "text").orElse(""));
            }
        }
        return text.toString();
    }

    private static ToolCall toolCall(JsonNode item) {
        String id = Json.textOrNull(item, "call_id");
        String name = Json.textOrNull(item, "name");
        if (id == null || name == null) {
            throw new MalformedReply("a tool call has no id or no name");
        }
        String arguments = Json.text(item, "arguments").orElse("");
        return new ToolCall(id, name, arguments.isEmpty() ? "{}" : arguments);
    }
}
