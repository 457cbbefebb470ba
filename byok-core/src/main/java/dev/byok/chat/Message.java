package dev.byok.chat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One message of a conversation. */
public sealed interface Message {

    /**
     * {@return a system message}
     *
     * @param text how the model should behave
     */
    static Message system(String text) {
        return new SystemMessage(text);
    }

    /**
     * {@return a user message of text}
     *
     * @param text what the user said
     */
    static Message user(String text) {
        return new UserMessage(List.of(new Part.Text(text)));
    }

    /**
     * {@return a user message of several parts}
     *
     * @param parts texts and images in order
     */
    static Message user(List<Part> parts) {
        return new UserMessage(parts);
    }

    /**
     * {@return an assistant message of text}
     *
     * @param text what the model said
     */
    static Message assistant(String text) {
        return new AssistantMessage(text, List.of());
    }

    /**
     * {@return an assistant message that calls tools}
     *
     * @param text what the model said besides; may be null
     * @param calls the tools it wants called
     */
    static Message assistant(@Nullable String text, List<ToolCall> calls) {
        return new AssistantMessage(text, calls);
    }

    /**
     * {@return the result of a tool}
     *
     * @param toolCallId the id of the call it answers
     * @param text the result, often JSON
     */
    static Message tool(String toolCallId, String text) {
        return new ToolMessage(toolCallId, text);
    }

    /**
     * How the model should behave.
     *
     * @param text the instruction
     */
    record SystemMessage(String text) implements Message {
        /** Checks that there is a text. */
        public SystemMessage {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * What the user said.
     *
     * @param parts texts and images in order; not empty
     */
    record UserMessage(List<Part> parts) implements Message {
        /** Copies the parts. */
        public UserMessage {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("a user message needs at least one part");
            }
        }
    }

    /**
     * What the model said.
     *
     * @param text its text; null when it only calls tools
     * @param toolCalls the tools it wants called; empty when none
     */
    record AssistantMessage(@Nullable String text, List<ToolCall> toolCalls) implements Message {
        /** Copies the calls. */
        public AssistantMessage {
            toolCalls = List.copyOf(toolCalls);
            if (text == null && toolCalls.isEmpty()) {
                throw new IllegalArgumentException("an assistant message needs a text or a tool call");
            }
        }
    }

    /**
     * What a tool answered.
     *
     * @param toolCallId the id of the call it answers
     * @param text the result, often JSON
     */
    record ToolMessage(String toolCallId, String text) implements Message {
        /** Checks that both are given. */
        public ToolMessage {
            Objects.requireNonNull(toolCallId, "toolCallId");
            Objects.requireNonNull(text, "text");
        }
    }
}
