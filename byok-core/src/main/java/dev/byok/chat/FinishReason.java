package dev.byok.chat;

/** Why an answer ended. */
public enum FinishReason {
    /** The model was done, or met a stop sequence. */
    STOP,
    /** The limit of output tokens was reached. */
    LENGTH,
    /** The model wants tools called. */
    TOOL_CALLS,
    /** The vendor withheld content. */
    CONTENT_FILTER,
    /** The vendor gave another reason, or none. */
    OTHER
}
