package dev.byok.internal.routing;

import dev.byok.ByokException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of the routes that are left a call may still take, after failures that only some routes can mend: a conversation
 * that is too long needs a larger context window, a call that is too expensive a cheaper model. What is not known about a
 * model does not speak for it. Not thread-safe.
 */
final class Narrowing {

    private final Meter meter;
    private final ModelLists models;
    private final Needs needs;
    private @Nullable Route tooSmall;
    private @Nullable BigDecimal costBelow;

    Narrowing(Meter meter, ModelLists models, Needs needs) {
        this.meter = meter;
        this.models = models;
        this.needs = needs;
    }

    /** Takes in how a route failed. */
    void after(Route failed, ByokException failure) {
        switch (failure.code().nextRoute()) {
            case LARGER_CONTEXT -> tooSmall = failed;
            case CHEAPER -> cost(failed).ifPresent(cost -> costBelow = costBelow == null ? cost : costBelow.min(cost));
            default -> {}
        }
    }

    /** {@return whether a route may be taken} */
    boolean admits(Route route) {
        if (tooSmall != null && !meter.hasMoreRoom(route, tooSmall)) {
            return false;
        }
        BigDecimal limit = costBelow;
        return limit == null
                || cost(route).filter(cost -> cost.compareTo(limit) < 0).isPresent();
    }

    /** {@return whether one of the steps is a route that may be taken} */
    boolean admitsAny(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Ready ready && admits(ready.route())) {
                return true;
            }
        }
        return false;
    }

    private Optional<BigDecimal> cost(Route route) {
        return models.find(route).flatMap(needs::mostCost);
    }
}
