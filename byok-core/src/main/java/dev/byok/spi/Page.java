package dev.byok.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of a scan. Immutable.
 *
 * @param <T> what is scanned
 * @param items what is on the page
 * @param next the cursor of the next page; empty on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
    }
}
