package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.routing.Attempt;
import dev.byok.spi.CallContext;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt while it runs. Whoever runs it ends it once: served or failed. */
final class Trial {

    private static final int FIRST_ERROR_STATUS = 400;

    private final Attempts attempts;
    private final Route route;
    private final Meter meter;
    private final CallContext context;
    private final Instant startedAt;
    private final long start = System.nanoTime();
    private volatile @Nullable Duration firstContent;

    Trial(Attempts attempts, Route route, Meter meter, CallContext context, Instant startedAt) {
        this.attempts = attempts;
        this.route = route;
        this.meter = meter;
        this.context = context;
        this.startedAt = startedAt;
    }

    Route route() {
        return route;
    }

    /** {@return the call's limits, with traffic of this attempt alone} */
    CallContext context() {
        return context;
    }

    Attempts attempts() {
        return attempts;
    }

    /** {@return how long the first piece of the answer took, after noting that it is here} */
    Duration contentCame() {
        Duration took = elapsed();
        firstContent = took;
        return took;
    }

    /** Ends the attempt and, with it, the call. */
    void served(Metered used) {
        attempts.add(attempt(null, used, true));
        attempts.end(null);
    }

    void failed(ByokException failure) {
        failed(failure, wasSent(failure) && !isRefusal(failure) ? meter.unanswered(route) : Metered.NOTHING);
    }

    void failed(ByokException failure, Metered used) {
        attempts.add(attempt(failure, used, wasSent(failure)));
    }

    /** {@return the attempt as if it had just served the call} */
    Attempt soFar(Metered used) {
        return attempt(null, used, true);
    }

    private boolean wasSent(ByokException failure) {
        return context.traffic().wasSent() || failure.vendorStatus().isPresent();
    }

    // vendors do not charge for what they answer with an error, also where the status says otherwise
    private boolean isRefusal(ByokException failure) {
        return failure.vendorCode().isPresent() || failure.vendorStatus().orElse(0) >= FIRST_ERROR_STATUS;
    }

    private Attempt attempt(@Nullable ByokException failure, Metered used, boolean sent) {
        ErrorCode error = failure == null ? null : failure.code();
        return new Attempt(
                route.provider().info().id(),
                route.model(),
                route.credentialId(),
                route.source(),
                sent,
                error,
                failure == null ? null : failure.summary(),
                failure == null ? 0 : failure.vendorStatus().orElse(0),
                used.with(context.traffic()),
                used.cost(),
                startedAt,
                firstContent,
                elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
