package dev.byok.routing;

import java.time.Duration;
import java.util.Objects;

/**
 * How often and when a call is sent again over the same route, before the next one is tried. Only failures that may pass
 * are: an outage ({@code PROVIDER_UNAVAILABLE}) after a growing pause with full jitter, an unreachable endpoint or an
 * unreadable reply once, a rate limit after the time that the vendor named. A call that has handed out content is never
 * sent again, and no pause outlives the call's total limit.
 *
 * @param most how often at most, 0 for never
 * @param firstPause the longest first pause; each next one may be twice as long, and chance picks between none and that
 * @param longestPause what no pause exceeds
 * @param longestWait how long a wait that a vendor asks for may be; with a longer one the next route is tried at once
 */
public record RetryPolicy(int most, Duration firstPause, Duration longestPause, Duration longestWait) {

    /** Two retries, pauses from 250 milliseconds to 8 seconds, and no vendor is waited for longer than 10 seconds. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(2, Duration.ofMillis(250), Duration.ofSeconds(8), Duration.ofSeconds(10));

    /** Every route is tried once. */
    public static final RetryPolicy NONE = new RetryPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Checks that nothing is negative. */
    public RetryPolicy {
        Objects.requireNonNull(firstPause, "firstPause");
        Objects.requireNonNull(longestPause, "longestPause");
        Objects.requireNonNull(longestWait, "longestWait");
        if (most < 0 || firstPause.isNegative() || longestPause.isNegative() || longestWait.isNegative()) {
            throw new IllegalArgumentException("a retry policy has no negative number");
        }
    }
}
