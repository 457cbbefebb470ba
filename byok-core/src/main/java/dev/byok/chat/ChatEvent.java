package dev.byok.chat;

import org.jspecify.annotations.Nullable;

/** A piece of a streamed answer. */
public sealed interface ChatEvent {

    /** {@return whether it carries content that was not there before: text, reasoning or a tool call} */
    default boolean isContent() {
        return this instanceof Text || this instanceof Reasoning || this instanceof ToolCallDelta;
    }

    /**
     * The answer has begun.
     *
     * @param id the vendor's id of the answer; may be null
     * @param model the model that answers, as the vendor names it; may be null
     */
    record Started(@Nullable String id, @Nullable String model) implements ChatEvent {}

    /**
     * More text of the answer.
     *
     * @param text never empty
     */
    record Text(String text) implements ChatEvent {}

    /**
     * More of what the model thinks before it answers.
     *
     * @param text never empty
     */
    record Reasoning(String text) implements ChatEvent {}

    /**
     * More of a tool call. The first piece of a call has id and name; arguments come in any number of pieces.
     *
     * @param index which call of the answer it belongs to, from 0
     * @param id the call's id; null in later pieces
     * @param name the tool's name; null in later pieces
     * @param arguments more of the arguments' text; may be empty
     */
    record ToolCallDelta(
            int index, @Nullable String id, @Nullable String name, String arguments) implements ChatEvent {}

    /**
     * The model stopped.
     *
     * @param reason why
     */
    record Finished(FinishReason reason) implements ChatEvent {}

    /**
     * Tokens so far. A vendor may report more than once; the last report counts.
     *
     * @param usage the figures
     */
    record UsageReported(Usage usage) implements ChatEvent {}
}
