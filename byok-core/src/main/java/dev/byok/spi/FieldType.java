package dev.byok.spi;

/** What a field holds, and so how it is cleaned, checked, shown and stored. */
public enum FieldType {
    /** A key or token: cleaned of pasted white space, ASCII only, sealed, shown masked. */
    SECRET,
    /** A key that is a JSON object, for example of a service account: ASCII only, at most 16 KB, sealed, never shown. */
    SECRET_JSON,
    /**
     * HTTP headers of every request, as lines {@code name: value} or a JSON object of texts; stored as lines. Sealed,
     * because proxies take their passwords so; of each header only the name is shown. {@code {}} removes all of them.
     */
    HEADERS,
    /**
     * Members of every request's JSON body, as lines {@code name: value} or a JSON object; stored as a JSON object. Not
     * secret.
     */
    PARAMETERS,
    /** One line of text. */
    TEXT,
    /** A base URL; the provider's endpoint policy decides whether it is allowed. */
    URL,
    /** One of {@link Field#choices()}. */
    CHOICE
}
