package dev.byok.spi;

import dev.byok.model.ModelRef;
import java.util.Optional;

/**
 * Knows the voices that an application registered, and so which provider and model speak with one. Asked for every call
 * that names such a voice, so it must be quick. Thread-safe.
 */
@FunctionalInterface
public interface VoiceRegistry {

    /** Knows no voice. */
    VoiceRegistry NONE = (tenant, voice) -> Optional.empty();

    /**
     * {@return the provider and model that a voice was registered with; empty when it was not}
     *
     * @param tenant whose call it is
     * @param voice the application's id of the voice
     */
    Optional<ModelRef> find(String tenant, String voice);
}
