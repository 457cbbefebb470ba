package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.examples.gateway.http.Json;
import dev.byok.routing.Attempt;
import dev.byok.routing.KeySource;
import dev.byok.routing.Receipt;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells clients who served a call: the {@code x-byok-…} headers. */
final class Receipts {

    private Receipts() {}

    static void tell(Context context, Receipt receipt) {
        List<Attempt> attempts = receipt.attempts();
        if (attempts.isEmpty()) {
            return;
        }
        Attempt last = attempts.get(attempts.size() - 1);
        context.header("x-byok-provider", last.provider());
        context.header("x-byok-model", printable(last.model()));
        if (last.credentialId() != null) {
            context.header("x-byok-credential", last.credentialId());
        }
        context.header("x-byok-source", last.source().name().toLowerCase(Locale.ROOT));
        context.header("x-byok-attempts", Integer.toString(attempts.size()));
    }

    /** {@return an answer whose {@code usage} says besides whether the tenant's own key served} */
    static String withSource(String answer, Receipt receipt) {
        Optional<Attempt> served = receipt.served();
        if (served.isPresent()
                && Json.readOrNull(answer) instanceof ObjectNode json
                && json.path("usage") instanceof ObjectNode usage) {
            usage.put("byok", served.get().source() == KeySource.OWN_KEY);
            return json.toString();
        }
        return answer;
    }

    /** A model's id comes from a client; what is in a header must not end it. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x21-\\x7E]", "?");
    }
}
