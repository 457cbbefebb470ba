package dev.byok.speech;

import dev.byok.model.ModelRef;
import java.util.Objects;

/**
 * What one speaker says in a conversation.
 *
 * @param model provider and model
 * @param request text, voice and settings; its format is that of the conversation
 */
public record ConversationTurn(ModelRef model, SpeechRequest request) {

    /** Checks that both are given. */
    public ConversationTurn {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(request, "request");
    }
}
