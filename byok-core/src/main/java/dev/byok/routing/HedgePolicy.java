package dev.byok.routing;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether a chat whose first content is late is also tried on its next route. The one that answers first serves, and the
 * other one is cancelled at its vendor; the receipt and the usage events have both. Vendors may charge for the one that
 * lost, so only a share of the calls may do so, and none does unless this is set.
 *
 * @param after how long the first content (of a whole answer: all of it) may take before the second attempt starts
 * @param share how many of all calls may have a second attempt: 0 for none, 1 for all
 */
public record HedgePolicy(Duration after, double share) {

    /** No call has a second attempt. */
    public static final HedgePolicy NONE = new HedgePolicy(Duration.ZERO, 0);

    /** Checks that the share is one. */
    public HedgePolicy {
        Objects.requireNonNull(after, "after");
        if (after.isNegative()) {
            throw new IllegalArgumentException("after is not negative");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share is a number from 0 to 1");
        }
    }
}
