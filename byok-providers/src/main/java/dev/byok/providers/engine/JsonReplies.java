package dev.byok.providers.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.http.HttpReply;
import dev.byok.providers.http.ReplyFacts;
import dev.byok.providers.http.Target;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import java.util.function.Function;

/** Replies that are one JSON document: an error in any of its disguises becomes the exception that it means. */
final class JsonReplies {

    private JsonReplies() {}

    /** Reads a reply of any status. */
    static <T> T read(Target target, HttpReply reply, Function<JsonNode, T> reading) {
        if (!reply.isSuccess()) {
            throw Failures.read(target, reply).exception();
        }
        JsonNode body = Json.readOrNull(reply.body());
        if (body == null) {
            throw Failures.malformed(target, "it is not JSON", ReplyFacts.of(reply));
        }
        return read(target, reply, body, reading);
    }

    /** Reads the document that a reply was found to be. */
    static <T> T read(Target target, HttpReply reply, JsonNode body, Function<JsonNode, T> reading) {
        try {
            ErrorInReply.requireNone(body, target.vendor().errorInReply());
            return reading.apply(body);
        } catch (MalformedReply e) {
            throw Failures.malformed(target, String.valueOf(e.getMessage()), ReplyFacts.of(reply));
        } catch (ErrorInReply e) {
            throw Failures.inReply(target, e.body(), ReplyFacts.of(reply)).exception();
        }
    }
}
