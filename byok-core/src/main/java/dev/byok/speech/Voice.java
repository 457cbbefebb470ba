package dev.byok.speech;

import java.util.Map;
import java.util.Optional;

/**
 * A voice of a vendor's catalogue.
 *
 * @param id the vendor's id, for speech requests
 * @param name for people
 * @param category the vendor's grouping, for example {@code premade} or {@code cloned}
 * @param labels what the vendor says about it (accent, age, use case), by the vendor's names
 * @param previewUrl a sample to listen to
 */
public record Voice(
        String id, String name, Optional<String> category, Map<String, String> labels, Optional<String> previewUrl) {

    /** Copies the labels. */
    public Voice {
        labels = Map.copyOf(labels);
    }
}
