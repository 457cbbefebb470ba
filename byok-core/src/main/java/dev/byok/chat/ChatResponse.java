package dev.byok.chat;

import dev.byok.routing.Receipt;
import java.util.List;
import java.util.Objects;

/**
 * The answer to a routed call: what the vendor said, and the receipt for it.
 *
 * @param completion the vendor's answer
 * @param receipt every attempt, whose key served, and what it took
 */
public record ChatResponse(ChatCompletion completion, Receipt receipt) {

    /** Checks that both are given. */
    public ChatResponse {
        Objects.requireNonNull(completion, "completion");
        Objects.requireNonNull(receipt, "receipt");
    }

    /** {@return the text; empty when the model only called tools} */
    public String text() {
        return completion.text();
    }

    /** {@return the tools the model wants called} */
    public List<ToolCall> toolCalls() {
        return completion.toolCalls();
    }

    /** {@return why the answer ended} */
    public FinishReason finishReason() {
        return completion.finishReason();
    }

    /** {@return tokens} */
    public Usage usage() {
        return completion.usage();
    }
}
