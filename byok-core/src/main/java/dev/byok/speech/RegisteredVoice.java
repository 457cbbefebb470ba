package dev.byok.speech;

import dev.byok.model.ModelRef;
import java.util.Objects;
import java.util.Optional;

/**
 * A voice with everything that is needed to speak with it, in one id that an application can store:
 * {@code elevenlabs/eleven_v3#JBFqnCBsd6RMkjVDRZzb}.
 *
 * @param model provider and model
 * @param voice the vendor's id of the voice
 */
public record RegisteredVoice(ModelRef model, String voice) {

    private static final char MARK = '#';

    /** Checks that the model is named. */
    public RegisteredVoice {
        Objects.requireNonNull(voice, "voice");
        if (voice.isEmpty() || model.model() == null || model.toString().indexOf(MARK) >= 0) {
            throw new IllegalArgumentException("a registered voice has provider, model and voice, and no # before it");
        }
    }

    /**
     * {@return the voice that an id stands for; empty when it is the id of a vendor's voice alone}
     *
     * @param id any id of a voice
     */
    public static Optional<RegisteredVoice> find(String id) {
        int mark = id.indexOf(MARK);
        int slash = id.indexOf('/');
        if (slash <= 0 || slash + 1 >= mark || mark + 1 >= id.length()) {
            return Optional.empty();
        }
        return Optional.of(new RegisteredVoice(ModelRef.parse(id.substring(0, mark)), id.substring(mark + 1)));
    }

    /** {@return the id that {@link #find} reads} */
    public String id() {
        return model.toString() + MARK + voice;
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return id();
    }
}
