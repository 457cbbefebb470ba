package dev.byok.chat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's whole answer.
 *
 * @param id the vendor's id of the answer; may be null
 * @param model the model that answered, as the vendor names it; may be null
 * @param text the text; empty when the model only called tools
 * @param reasoning what the model thought before, where the vendor shows it; else empty
 * @param toolCalls the tools the model wants called
 * @param finishReason why the answer ended
 * @param usage tokens
 */
public record ChatCompletion(
        @Nullable String id,
        @Nullable String model,
        String text,
        String reasoning,
        List<ToolCall> toolCalls,
        FinishReason finishReason,
        Usage usage) {

    /** Copies the tool calls. */
    public ChatCompletion {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(reasoning, "reasoning");
        toolCalls = List.copyOf(toolCalls);
        Objects.requireNonNull(finishReason, "finishReason");
        Objects.requireNonNull(usage, "usage");
    }
}
