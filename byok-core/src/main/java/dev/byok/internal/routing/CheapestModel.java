package dev.byok.internal.routing;

import dev.byok.internal.routing.Candidates.Candidate;
import dev.byok.model.ModelRef;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The strategy {@code cost-optimised}. A model without a known price is not known to be cheap. */
final class CheapestModel {

    private final Candidates candidates;

    CheapestModel(Candidates candidates) {
        this.candidates = candidates;
    }

    /** {@return the cheapest candidate, the first one among equals; null when none has a known price} */
    @Nullable
    ModelRef of(Planning planning) {
        Candidate cheapest = null;
        BigDecimal least = null;
        for (Candidate candidate : candidates.of(planning)) {
            Optional<BigDecimal> cost = planning.request().needs().usualCost(candidate.info());
            if (cost.isPresent() && (least == null || cost.get().compareTo(least) < 0)) {
                cheapest = candidate;
                least = cost.get();
            }
        }
        return cheapest == null ? null : cheapest.reference();
    }
}
