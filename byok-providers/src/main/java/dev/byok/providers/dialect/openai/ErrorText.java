package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.providers.spec.ErrorInReply;
import org.jspecify.annotations.Nullable;

/**
 * Finds an error that a vendor sends as the text of an answer. The start of a streamed text is held back while it may
 * still become one.
 */
final class ErrorText {

    private final @Nullable String start;
    private final StringBuilder held = new StringBuilder();
    private boolean decided;

    /**
     * Looks for one.
     *
     * @param start what the text of an error begins with; null when the vendor sends none
     */
    ErrorText(@Nullable String start) {
        this.start = start;
    }

    /** What of the text may be handed on, now that more of it has come. */
    String next(String piece) {
        if (start == null || decided) {
            return piece;
        }
        held.append(piece);
        String text = held.toString().stripLeading();
        if (text.startsWith(start)) {
            throw new ErrorInReply(error());
        }
        return start.startsWith(text) ? "" : rest();
    }

    /** What was held back, now that no more of the text comes. */
    String rest() {
        decided = true;
        String rest = held.toString();
        held.setLength(0);
        return rest;
    }

    // nothing of the text, not even a status: it tells of the vendor's own dealings with others, keys and all
    private static ObjectNode error() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("type", "error_in_text").put("message", "it came as the text of an answer");
        return body;
    }
}
