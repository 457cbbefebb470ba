package dev.byok.providers.spec;

import dev.byok.chat.ChatRequest;
import java.util.Map;

/**
 * What a dialect turns into a request.
 *
 * @param request what to say
 * @param model the vendor's model id
 * @param stream whether the answer shall come as it is made
 * @param fields the credential's fields that are not secret, for vendors that want some in the path
 */
public record ChatInput(ChatRequest request, String model, boolean stream, Map<String, String> fields) {

    /** Copies the fields. */
    public ChatInput {
        fields = Map.copyOf(fields);
    }
}
