package dev.byok.providers.dialect.openai;

import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.spi.ValidationResult;

/** The cheapest chat there is, for vendors that prove a key in no other way. */
public final class OneToken {

    private OneToken() {}

    /**
     * {@return a check by an answer of one token}
     *
     * @param model a model that every key may use
     */
    public static LiveCheck check(String model) {
        return subject -> new LiveCheck.Step.Ask(call(model), reply -> {
            if (reply.failed() != null) {
                return new LiveCheck.Step.Known(reply.failed());
            }
            requireAnswer(reply);
            return new LiveCheck.Step.Known(ValidationResult.valid("The key works."));
        });
    }

    /**
     * {@return the request}
     *
     * @param model the vendor's model id
     */
    public static HttpCall call(String model) {
        return HttpCall.post("chat/completions", Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeArrayFieldStart("messages");
            json.writeStartObject();
            json.writeStringField("role", "user");
            json.writeStringField("content", "Hi");
            json.writeEndObject();
            json.writeEndArray();
            json.writeNumberField("max_tokens", 1);
            json.writeEndObject();
        }));
    }

    /**
     * Throws unless a success reply is an answer; a stream of events is one, from servers that always stream.
     *
     * @param reply a success reply
     * @throws MalformedReply when it is something else
     */
    public static void requireAnswer(LiveCheck.Reply reply) {
        if (reply.json() != null && !reply.json().path("choices").isArray()) {
            throw new MalformedReply("there are no choices");
        }
    }
}
