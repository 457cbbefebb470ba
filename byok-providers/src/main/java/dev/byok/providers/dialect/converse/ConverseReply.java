package dev.byok.providers.dialect.converse;

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
final class ConverseReply {

    // what Amazon's models say instead of what they think
    private static final String REDACTED = "[REDACTED]";

    private ConverseReply() {}

    static ChatCompletion read(JsonNode root) {
        ErrorInReply.requireNone(root);
        JsonNode content = root.path("output").path("message").get("content");
        if (content == null || !content.isArray()) {
            throw new MalformedReply("there is no content");
        }
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<ToolCall> toolCalls = new ArrayList<>();
        for (JsonNode block : content) {
            text.append(Json.text(block, "text").orElse(""));
            reasoning.append(reasoning(block.path("reasoningContent").path("reasoningText")));
            if (block.has("toolUse")) {
                toolCalls.add(toolCall(block.get("toolUse")));
            }
        }
        return new ChatCompletion(
                null,
                null,
                text.toString(),
                reasoning.toString(),
                toolCalls,
                finishReason(Json.text(root, "stopReason").orElse("")),
                usage(root.path("usage")));
    }

    static String reasoning(JsonNode piece) {
        String text = Json.text(piece, "text").orElse("");
        return text.equals(REDACTED) ? "" : text;
    }

    static FinishReason finishReason(String stopReason) {
        return switch (stopReason) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "guardrail_intervened", "content_filtered" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    /** {@code inputTokens} leaves out what went into the cache and came from it. */
    static Usage usage(JsonNode usage) {
        if (!usage.isObject()) {
            return Usage.UNKNOWN;
        }
        long cacheRead = Json.longOrZero(usage, "cacheReadInputTokens");
        long cacheWrite = Json.longOrZero(usage, "cacheWriteInputTokens");
        return new Usage(
                Json.longOrZero(usage, "inputTokens") + cacheRead + cacheWrite,
                cacheRead,
                cacheWrite,
                Json.longOrZero(usage, "outputTokens"),
                0,
                true);
    }

    private static ToolCall toolCall(JsonNode use) {
        String id = Json.textOrNull(use, "toolUseId");
        String name = Json.textOrNull(use, "name");
        if (id == null || name == null) {
            throw new MalformedReply("a tool call has no id or no name");
        }
        JsonNode input = use.get("input");
        return new ToolCall(id, name, input == null ? "{}" : input.toString());
    }
}
