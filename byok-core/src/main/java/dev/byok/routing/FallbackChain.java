package dev.byok.routing;

import java.util.List;

/**
 * Steps to try in order, over any providers. A call takes it by its name, and the one called {@value #DEFAULT} follows
 * every call that names no fallbacks itself.
 *
 * @param steps not empty
 */
public record FallbackChain(List<ChainStep> steps) {

    /** The name of the chain that needs not be named. */
    public static final String DEFAULT = "default";

    /** Copies the steps. */
    public FallbackChain {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one step");
        }
    }

    /**
     * {@return a chain of these steps}
     *
     * @param steps at least one
     */
    public static FallbackChain of(ChainStep... steps) {
        return new FallbackChain(List.of(steps));
    }

    /**
     * {@return a chain of these models}
     *
     * @param models as for {@link ChainStep#of}, at least one
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when one is no reference
     */
    public static FallbackChain of(String... models) {
        return new FallbackChain(List.of(models).stream().map(ChainStep::of).toList());
    }
}
