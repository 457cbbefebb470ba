package dev.byok.routing;

import dev.byok.model.ModelRef;
import dev.byok.speech.AudioFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the services that a conversation needs.
 *
 * @param kind which
 * @param model as in the call that will be made; null for what the tenant's settings choose
 * @param format the format of the audio; null where there is none, or any will do
 * @param amount about how much one request is: tokens of the longest question and answer together, characters of a
 *     sentence that is spoken, or seconds of audio
 */
public record LegPlan(
        Kind kind, @Nullable ModelRef model, @Nullable AudioFormat format, long amount) {

    /** The services of a conversation. */
    public enum Kind {
        /** A model that chats. */
        LLM,
        /** Speech to text, live. */
        TRANSCRIPTION,
        /** Text to speech. */
        SPEECH
    }

    /** Checks the parts. */
    public LegPlan {
        Objects.requireNonNull(kind, "kind");
        if (amount < 0) {
            throw new IllegalArgumentException("an amount is not negative");
        }
    }

    /** {@return the model, when one is named} */
    public Optional<ModelRef> modelRef() {
        return Optional.ofNullable(model);
    }

    /** {@return the format, when one is named} */
    public Optional<AudioFormat> audioFormat() {
        return Optional.ofNullable(format);
    }
}
