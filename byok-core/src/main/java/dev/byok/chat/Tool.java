package dev.byok.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function that the model may ask the application to call.
 *
 * @param name letters, digits, underscores and hyphens
 * @param description what it does, for the model; may be null
 * @param parametersJson the JSON Schema of its arguments, an object
 */
public record Tool(String name, @Nullable String description, String parametersJson) {

    /** Checks that name and schema are given. */
    public Tool {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(parametersJson, "parametersJson");
    }
}
