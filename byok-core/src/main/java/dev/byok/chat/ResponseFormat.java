package dev.byok.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * In what form the model answers.
 *
 * @param kind the form
 * @param name the schema's name for {@link Kind#JSON_SCHEMA}, else null
 * @param schemaJson the JSON Schema for {@link Kind#JSON_SCHEMA}, else null
 */
public record ResponseFormat(
        Kind kind, @Nullable String name, @Nullable String schemaJson) {

    /** Text; what applies when nothing is said. */
    public static final ResponseFormat TEXT = new ResponseFormat(Kind.TEXT, null, null);

    /** Any JSON object. Vendors want the word JSON in the conversation too. */
    public static final ResponseFormat JSON = new ResponseFormat(Kind.JSON, null, null);

    /** The form of an answer. */
    public enum Kind {
        /** Text. */
        TEXT,
        /** Any JSON object. */
        JSON,
        /** JSON that follows a schema. */
        JSON_SCHEMA
    }

    /** Checks that a schema comes with {@link Kind#JSON_SCHEMA} and only with it. */
    public ResponseFormat {
        Objects.requireNonNull(kind, "kind");
        boolean schema = kind == Kind.JSON_SCHEMA;
        if (schema != (name != null) || schema != (schemaJson != null)) {
            throw new IllegalArgumentException("a name and a schema go with JSON_SCHEMA, and only with it");
        }
    }

    /**
     * {@return the form of JSON that follows a schema}
     *
     * @param name letters, digits, underscores and hyphens
     * @param schemaJson a JSON Schema, an object; vendors want {@code "additionalProperties": false} in it
     */
    public static ResponseFormat jsonSchema(String name, String schemaJson) {
        return new ResponseFormat(Kind.JSON_SCHEMA, name, schemaJson);
    }
}
