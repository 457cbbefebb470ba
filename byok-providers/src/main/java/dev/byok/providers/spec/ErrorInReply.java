package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/** A vendor's error that came inside a reply with a success status, or as an event of a stream. */
public final class ErrorInReply extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient JsonNode body;

    /**
     * Makes one.
     *
     * @param body the document that holds the error, to be read as the body of an error reply
     */
    public ErrorInReply(JsonNode body) {
        super("the vendor reported an error inside a reply", null, false, false);
        this.body = body;
    }

    /**
     * Throws when a document has a member {@code error}, as those of all dialects have that report one.
     *
     * @param body the document
     * @throws ErrorInReply when it has
     */
    public static void requireNone(JsonNode body) {
        JsonNode error = body.get("error");
        if (error != null && !error.isNull()) {
            throw new ErrorInReply(body);
        }
    }

    /**
     * Throws when a document has a member {@code error}, or tells a failure in the vendor's own way.
     *
     * @param body the document
     * @param alsoWhen the vendor's own way
     * @throws ErrorInReply when it has
     */
    public static void requireNone(JsonNode body, Predicate<JsonNode> alsoWhen) {
        requireNone(body);
        if (alsoWhen.test(body)) {
            throw new ErrorInReply(body);
        }
    }

    /** {@return the document that holds the error} */
    public JsonNode body() {
        return body;
    }
}
