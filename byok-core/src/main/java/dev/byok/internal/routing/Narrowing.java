package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.model.ModelInfo;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which of the routes that are left a call may still take, after failures that only some routes can mend: a conversation
 * that is too long needs a larger context window, a call that is too expensive a cheaper model. What is not known about a
 * model does not speak for it. Not thread-safe.
 */
final class Narrowing {

    private final ModelLists models;
    private final Needs needs;
    private long windowAbove = -1;
    private @Nullable BigDecimal costBelow;

    Narrowing(ModelLists models, Needs needs) {
        this.models = models;
        this.needs = needs;
    }

    /** Takes in how a route failed. */
    void after(Route failed, ByokException failure) {
        switch (failure.code().nextRoute()) {
            case LARGER_CONTEXT ->
                windowAbove = Math.max(windowAbove, window(failed).orElseGet(needs::inputTokens));
            case CHEAPER -> cost(failed).ifPresent(cost -> costBelow = costBelow == null ? cost : costBelow.min(cost));
            default -> {}
        }
    }

    /** {@return whether a route may be taken} */
    boolean admits(Route route) {
        if (windowAbove >= 0 && window(route).orElse(-1) <= windowAbove) {
            return false;
        }
        BigDecimal limit = costBelow;
        return limit == null
                || cost(route).filter(cost -> cost.compareTo(limit) < 0).isPresent();
    }

    private OptionalLong window(Route route) {
        return models.find(route).map(ModelInfo::contextWindow).orElse(OptionalLong.empty());
    }

    private Optional<BigDecimal> cost(Route route) {
        return models.find(route).flatMap(needs::mostCost);
    }
}
