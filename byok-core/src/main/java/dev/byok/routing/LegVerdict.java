package dev.byok.routing;

import dev.byok.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether one leg of a conversation could be served now.
 *
 * @param leg the leg
 * @param provider the provider's id; null when none was found
 * @param model the vendor's model id; null when none was found
 * @param credentialId the stored key; null for a key of the application, or when none was found
 * @param source whose key it is; null when none was found
 * @param problems everything that speaks against it; empty when nothing does
 */
public record LegVerdict(
        LegPlan leg,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String credentialId,
        @Nullable KeySource source,
        List<Problem> problems) {

    /**
     * Something that speaks against a leg.
     *
     * @param code the error that a call would end with
     * @param message one sentence for a person
     * @param hint what a person can do
     */
    public record Problem(ErrorCode code, String message, Optional<String> hint) {}

    /** Copies the problems. */
    public LegVerdict {
        problems = List.copyOf(problems);
    }

    /** {@return whether nothing speaks against it} */
    public boolean isReady() {
        return problems.isEmpty();
    }
}
