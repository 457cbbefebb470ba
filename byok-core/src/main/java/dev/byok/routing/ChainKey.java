package dev.byok.routing;

import java.util.Objects;

/**
 * One of several configurations that share a step of a fallback chain.
 *
 * @param configuration a credential's id ({@code tp_…}), or the label of a configuration of the step's provider
 * @param weight how often it comes first, in relation to the others of the step; 0 for never, not even as a fallback
 */
public record ChainKey(String configuration, double weight) {

    /** Checks the parts. */
    public ChainKey {
        Objects.requireNonNull(configuration, "configuration");
        if (configuration.isBlank()) {
            throw new IllegalArgumentException("configuration is blank");
        }
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight is a number from 0");
        }
    }
}
