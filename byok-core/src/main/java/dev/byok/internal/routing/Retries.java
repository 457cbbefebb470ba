package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.routing.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides whether a failed route is tried once more, and after which pause. */
final class Retries {

    private final RetryPolicy policy;
    private final RandomGenerator random;

    Retries(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /**
     * {@return how long to wait before the same route is tried again; null when it is not}
     *
     * @param failure how it failed
     * @param before how often it was tried again already
     * @param left how much time the call has
     */
    @Nullable
    Duration pause(ByokException failure, int before, Duration left) {
        if (before >= policy.most()) {
            return null;
        }
        @Nullable
        Duration pause = switch (failure.code().again()) {
            case NO -> null;
            case ONCE -> before == 0 ? jittered(0) : null;
            case WHEN_TOLD -> failure.retryAfter().orElse(null);
            // a vendor that says when it is back knows better than chance
            case WITH_BACKOFF -> failure.retryAfter().orElseGet(() -> jittered(before));
        };
        return pause == null || pause.compareTo(policy.longestWait()) > 0 || pause.compareTo(left) >= 0 ? null : pause;
    }

    // full jitter: callers that failed together do not come back together
    private Duration jittered(int before) {
        long most = policy.longestPause().toNanos();
        long first = policy.firstPause().toNanos();
        long bound = before < Long.SIZE - 1 && first <= most >> before ? first << before : most;
        return Duration.ofNanos(bound == 0 ? 0 : random.nextLong(bound + 1));
    }
}
