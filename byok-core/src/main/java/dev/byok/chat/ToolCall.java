package dev.byok.chat;

import java.util.Objects;

/**
 * The model's wish that a tool be called.
 *
 * @param id the vendor's id of the call; give it back with {@link Message#tool}
 * @param name the tool's name
 * @param argumentsJson the arguments as the model wrote them: meant to be a JSON object, but check it
 */
public record ToolCall(String id, String name, String argumentsJson) {

    /** Checks that all parts are given. */
    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(argumentsJson, "argumentsJson");
    }
}
