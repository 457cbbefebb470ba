package dev.byok.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * What limits one call: time and cancellation. A call that falls back keeps its limits over all its routes, so the total
 * limit holds for all of them together; its {@link #traffic()} is counted for each attempt alone.
 */
public final class CallContext {

    private final Timeouts timeouts;
    private final Cancellation cancellation;
    private final long deadline;
    private final Traffic traffic = new Traffic();

    private CallContext(Timeouts timeouts, Cancellation cancellation, long deadline) {
        this.timeouts = timeouts;
        this.cancellation = cancellation;
        this.deadline = deadline;
    }

    /**
     * {@return a context whose total limit starts now}
     *
     * @param timeouts the limits
     * @param cancellation what ends the call early
     */
    public static CallContext starting(Timeouts timeouts, Cancellation cancellation) {
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(cancellation, "cancellation");
        return new CallContext(
                timeouts, cancellation, System.nanoTime() + timeouts.total().toNanos());
    }

    /** {@return a context with the same limits, what is left of the time included, that has seen no traffic yet} */
    public CallContext forAttempt() {
        return new CallContext(timeouts, cancellation, deadline);
    }

    /**
     * {@return a context with the same limits, what is left of the time included, that is ended by something else}
     *
     * @param other what ends it early
     */
    public CallContext endedBy(Cancellation other) {
        return new CallContext(timeouts, Objects.requireNonNull(other, "cancellation"), deadline);
    }

    /** {@return where the client notes what it sends and receives} */
    public Traffic traffic() {
        return traffic;
    }

    /** {@return the limits the call started with} */
    public Timeouts timeouts() {
        return timeouts;
    }

    /** {@return what ends the call early} */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** {@return what is left of the total limit, never negative} */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /** {@return what is left of the total limit in nanoseconds, never negative} */
    public long remainingNanos() {
        return Math.max(0, deadline - System.nanoTime());
    }
}
