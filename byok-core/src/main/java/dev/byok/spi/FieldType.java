package dev.byok.spi;

/** What a field holds, and so how it is cleaned, checked, shown and stored. */
public enum FieldType {
    /** A key or token: cleaned of pasted white space, ASCII only, sealed, shown masked. */
    SECRET,
    /** One line of text. */
    TEXT,
    /** A base URL; the provider's endpoint policy decides whether it is allowed. */
    URL,
    /** One of {@link Field#choices()}. */
    CHOICE
}
