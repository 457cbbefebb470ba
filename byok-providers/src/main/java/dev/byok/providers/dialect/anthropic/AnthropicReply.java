package dev.byok.providers.dialect.anthropic;

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
import org.jspecify.annotations.Nullable;

/** Reads a whole answer, and the pieces that a streamed one shares with it. */
final class AnthropicReply {

    private AnthropicReply() {}

    static ChatCompletion read(JsonNode root) {
        ErrorInReply.requireNone(root);
        JsonNode content = root.get("content");
        if (content == null || !content.isArray()) {
            throw new MalformedReply("there is no content");
        }
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<ToolCall> toolCalls = new ArrayList<>();
        for (JsonNode block : content) {
            // blocks of other types are the vendor's own tools at work
            switch (type(block)) {
                case "text" -> text.append(Json.text(block, "text").orElse(""));
                case "thinking" -> reasoning.append(Json.text(block, "thinking").orElse(""));
                case "tool_use" -> toolCalls.add(toolCall(block));
                default -> {}
            }
        }
        return new ChatCompletion(
                Json.textOrNull(root, "id"),
                Json.textOrNull(root, "model"),
                text.toString(),
                reasoning.toString(),
                toolCalls,
                finishReason(Json.textOrNull(root, "stop_reason")),
                usage(root.path("usage"), root.path("usage")));
    }

    static String type(JsonNode node) {
        return Json.text(node, "type").orElse("");
    }

    static FinishReason finishReason(@Nullable String stopReason) {
        if (stopReason == null) {
            return FinishReason.OTHER;
        }
        return switch (stopReason) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.CONTENT_FILTER;
            // pause_turn among them: a tool of the vendor takes longer than one answer
            default -> FinishReason.OTHER;
        };
    }

    /**
     * {@code input_tokens} leaves out here what went into the cache and came from it, and every later report tells all
     * tokens so far, but may leave the input out.
     */
    static Usage usage(JsonNode first, JsonNode latest) {
        if (!latest.isObject()) {
            return Usage.UNKNOWN;
        }
        long cacheRead = tokens(first, latest, "cache_read_input_tokens");
        long cacheWrite = tokens(first, latest, "cache_creation_input_tokens");
        return new Usage(
                tokens(first, latest, "input_tokens") + cacheRead + cacheWrite,
                cacheRead,
                cacheWrite,
                Json.longOrZero(latest, "output_tokens"),
                Json.longOrZero(latest.path("output_tokens_details"), "thinking_tokens"),
                true);
    }

    private static long tokens(JsonNode first, JsonNode latest, String name) {
        return Json.longOrZero(latest.hasNonNull(name) ? latest : first, name);
    }

    private static ToolCall toolCall(JsonNode block) {
        String id = Json.textOrNull(block, "id");
        String name = Json.textOrNull(block, "name");
        if (id == null || name == null) {
            throw new MalformedReply("a tool call has no id or no name");
        }
        JsonNode input = block.get("input");
        return new ToolCall(id, name, input == null ? "{}" : input.toString());
    }
}
