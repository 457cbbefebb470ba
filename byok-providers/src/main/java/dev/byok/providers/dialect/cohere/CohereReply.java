package dev.byok.providers.dialect.cohere;

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
final class CohereReply {

    private CohereReply() {}

    static ChatCompletion read(JsonNode root) {
        requireNoError(root);
        JsonNode message = root.get("message");
        if (message == null || !message.isObject()) {
            throw new MalformedReply("there is no message");
        }
        StringBuilder text = new StringBuilder(plan(message));
        StringBuilder reasoning = new StringBuilder();
        for (JsonNode block : message.path("content")) {
            text.append(Json.text(block, "text").orElse(""));
            reasoning.append(Json.text(block, "thinking").orElse(""));
        }
        return new ChatCompletion(
                Json.textOrNull(root, "id"),
                // not told
                null,
                text.toString(),
                reasoning.toString(),
                toolCalls(message.path("tool_calls")),
                finishReason(root),
                usage(root.path("usage")));
    }

    /** What a model says before it calls tools, which other vendors have as text. */
    static String plan(JsonNode message) {
        return Json.text(message, "tool_plan").orElse("");
    }

    /** A generation that failed is told by its finish reason, with or without a text. */
    static void requireNoError(JsonNode node) {
        ErrorInReply.requireNone(
                node, ended -> switch (Json.text(ended, "finish_reason").orElse("")) {
                    case "ERROR", "TIMEOUT" -> true;
                    default -> false;
                });
    }

    static FinishReason finishReason(JsonNode node) {
        return switch (Json.text(node, "finish_reason").orElse("")) {
            case "COMPLETE", "STOP_SEQUENCE" -> FinishReason.STOP;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
            default -> FinishReason.OTHER;
        };
    }

    static Usage usage(JsonNode usage) {
        JsonNode billed = usage.path("billed_units");
        JsonNode counted = billed.hasNonNull("output_tokens") ? billed : usage.path("tokens");
        return counted.isObject()
                ? new Usage(
                        Json.longOrZero(counted, "input_tokens"),
                        0,
                        0,
                        Json.longOrZero(counted, "output_tokens"),
                        0,
                        true)
                : Usage.UNKNOWN;
    }

    private static List<ToolCall> toolCalls(JsonNode calls) {
        List<ToolCall> read = new ArrayList<>(calls.size());
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            String id = Json.textOrNull(call, "id");
            String name = Json.textOrNull(function, "name");
            if (id == null || name == null) {
                throw new MalformedReply("a tool call has no id or no name");
            }
            String arguments = Json.text(function, "arguments").orElse("");
            read.add(new ToolCall(id, name, arguments.isEmpty() ? "{}" : arguments));
        }
        return read;
    }
}
