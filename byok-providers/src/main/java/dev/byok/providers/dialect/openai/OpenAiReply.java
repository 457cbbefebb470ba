package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.FinishReason;
import dev.byok.chat.ToolCall;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer, and the pieces that a streamed one shares with it. */
final class OpenAiReply {

    private OpenAiReply() {}

    static ChatCompletion read(JsonNode root, OpenAiQuirks quirks) {
        ErrorInReply.requireNone(root, quirks.errorInReply());
        JsonNode choice = root.path("choices").path(0);
        JsonNode message = choice.get("message");
        if (message == null || !message.isObject()) {
            throw new MalformedReply("there is no choices[0].message");
        }
        String refusal = refusal(message);
        return new ChatCompletion(
                Json.textOrNull(root, "id"),
                Json.textOrNull(root, "model"),
                text(message.get("content")) + refusal,
                reasoning(message),
                toolCalls(message),
                refusal.isEmpty() ? finishReason(choice) : FinishReason.CONTENT_FILTER,
                usage(root, quirks));
    }

    /** A text, or the text parts of a list of parts. */
    static String text(@Nullable JsonNode content) {
        if (content == null || content.isNull()) {
            return "";
        }
        if (content.isTextual()) {
            return content.textValue();
        }
        StringBuilder joined = new StringBuilder();
        for (JsonNode part : content) {
            JsonNode text = part.get("text");
            if (text != null && text.isTextual()) {
                joined.append(text.textValue());
            }
        }
        return joined.toString();
    }

    /** What a model says instead of JSON that it will not give; the finish reason beside it is an ordinary one. */
    static String refusal(JsonNode message) {
        String refusal = Json.textOrNull(message, "refusal");
        return refusal == null ? "" : refusal;
    }

    /** Vendors disagree on where to tell what a model thought before it answered; some tell it in two places. */
    static String reasoning(JsonNode message) {
        for (String name : new String[] {"reasoning_content", "reasoning"}) {
            String text = Json.textOrNull(message, name);
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        // MiniMax
        String details = text(message.get("reasoning_details"));
        return details.isEmpty() ? thinking(message.path("content")) : details;
    }

    // Mistral: [{"type":"thinking","thinking":[{"type":"text","text":…}]},{"type":"text",…}]
    private static String thinking(JsonNode content) {
        StringBuilder joined = new StringBuilder();
        for (JsonNode part : content) {
            joined.append(text(part.get("thinking")));
        }
        return joined.toString();
    }

    static FinishReason finishReason(JsonNode choice) {
        String reason = Json.textOrNull(choice, "finish_reason");
        if (reason == null) {
            return FinishReason.OTHER;
        }
        return switch (reason) {
            case "stop" -> FinishReason.STOP;
            // Z.AI has words of its own
            case "length", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "content_filter", "sensitive" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    /** {@code prompt_tokens} includes cached ones here, as {@link Usage#inputTokens()} does. */
    static Usage usage(JsonNode root, OpenAiQuirks quirks) {
        JsonNode usage = root.get("usage");
        if (usage == null || !usage.isObject()) {
            // Groq's streams may carry it here only
            usage = root.path("x_groq").get("usage");
        }
        // MiniMax's chunks have one with a sum alone before there is anything to count
        if (usage == null || !(usage.hasNonNull("prompt_tokens") || usage.hasNonNull("completion_tokens"))) {
            return Usage.UNKNOWN;
        }
        return new Usage(
                Json.longOrZero(usage, "prompt_tokens"),
                cachedTokens(usage),
                Json.longOrZero(usage.path("prompt_tokens_details"), "cache_write_tokens"),
                outputTokens(usage),
                reasoningTokens(usage),
                true,
                quirks.tellsDollars() ? dollars(usage.path("cost")) : Optional.empty());
    }

    private static Optional<BigDecimal> dollars(JsonNode cost) {
        return Json.decimal(cost)
                .filter(dollars -> dollars.signum() >= 0)
                .map(BigDecimal::stripTrailingZeros)
                .map(dollars -> dollars.scale() < 0 ? dollars.setScale(0) : dollars);
    }

    private static long cachedTokens(JsonNode usage) {
        JsonNode details = usage.path("prompt_tokens_details");
        if (details.hasNonNull("cached_tokens")) {
            return Json.longOrZero(details, "cached_tokens");
        }
        // older answers of DeepSeek; Mistral
        String name = usage.hasNonNull("prompt_cache_hit_tokens") ? "prompt_cache_hit_tokens" : "num_cached_tokens";
        return Json.longOrZero(usage, name);
    }

    /** xAI counts reasoning beside {@code completion_tokens}, others within; the sum tells. */
    private static long outputTokens(JsonNode usage) {
        long completion = Json.longOrZero(usage, "completion_tokens");
        long both = completion + reasoningTokens(usage);
        return Json.longOrZero(usage, "prompt_tokens") + both == Json.longOrZero(usage, "total_tokens")
                ? both
                : completion;
    }

    // Together has it among the other counts
    private static long reasoningTokens(JsonNode usage) {
        JsonNode details = usage.path("completion_tokens_details");
        return Json.longOrZero(details.isObject() ? details : usage, "reasoning_tokens");
    }

    private static List<ToolCall> toolCalls(JsonNode message) {
        JsonNode calls = message.get("tool_calls");
        if (calls == null || calls.isEmpty()) {
            return List.of();
        }
        List<ToolCall> read = new ArrayList<>(calls.size());
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            String name = Json.textOrNull(function, "name");
            if (name == null) {
                throw new MalformedReply("a tool call has no name");
            }
            read.add(new ToolCall(
                    Json.text(call, "id").orElse("call_" + read.size()),
                    name,
                    Json.text(function, "arguments").orElse("{}")));
        }
        return read;
    }
}
