package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.CallContext;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one call, handed out in order to whoever tries them, and what became of them. A failure decides whether
 * there is a next one. Thread-safe.
 */
final class Turns {

    private final Iterator<Step> steps;
    private final Narrowing narrowing;
    private final Attempts attempts;
    private boolean over;
    private @Nullable ByokException failure;

    Turns(List<Step> steps, Narrowing narrowing, Attempts attempts) {
        this.steps = steps.iterator();
        this.narrowing = narrowing;
        this.attempts = attempts;
    }

    /** {@return the next route to try; null when there is none} */
    synchronized @Nullable Route next() {
        while (!over && steps.hasNext()) {
            Step step = steps.next();
            if (step instanceof Step.Unusable unusable) {
                pass(unusable);
                continue;
            }
            Route route = ((Step.Ready) step).route();
            if (narrowing.admits(route)) {
                return route;
            }
        }
        return null;
    }

    private void pass(Step.Unusable step) {
        attempts.unusable(step);
        // that a later step has no key says less than what a vendor answered before
        failure = failure == null ? step.reason() : failure;
        over = step.reason().code().nextRoute() == ErrorCode.NextRoute.NO;
    }

    /** Takes in how a route failed. */
    synchronized void failed(Route route, ByokException e, CallContext context) {
        failure = e;
        over |= e.code().nextRoute() == ErrorCode.NextRoute.NO
                || context.cancellation().isCancelled()
                || context.remainingNanos() == 0;
        narrowing.after(route, e);
    }

    /** {@return what the call failed with, when no route is left} */
    synchronized ByokException failure() {
        return failure != null
                ? failure
                : ByokException.of(ErrorCode.CANCELLED, "no other route was left")
                        .build();
    }
}
