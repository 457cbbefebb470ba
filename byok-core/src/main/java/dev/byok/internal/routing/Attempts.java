package dev.byok.internal.routing;

import dev.byok.ErrorCode;
import dev.byok.event.ByokEvent;
import dev.byok.event.CallEvent;
import dev.byok.event.UsageEvent;
import dev.byok.routing.Attempt;
import dev.byok.routing.Consumption;
import dev.byok.routing.Cost;
import dev.byok.routing.KeySource;
import dev.byok.routing.Receipt;
import dev.byok.spi.CallContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down the attempts of one call, and tells listeners and the log of each. Thread-safe. */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger("dev.byok.calls");

    private final String tenant;
    private final String capability;
    private final Clock clock;
    private final Consumer<ByokEvent> events;
    private final Instant startedAt;
    private final long start = System.nanoTime();
    private final List<Attempt> attempts = new ArrayList<>(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    Attempts(String tenant, String capability, Clock clock, Consumer<ByokEvent> events) {
        this.tenant = tenant;
        this.capability = capability;
        this.clock = clock;
        this.events = events;
        this.startedAt = clock.instant();
    }

    Trial begin(Route route, Meter meter, CallContext context) {
        return new Trial(this, route, meter, context.forAttempt(), clock.instant());
    }

    void unusable(Step.Unusable step) {
        add(new Attempt(
                step.provider(),
                step.model(),
                null,
                KeySource.OWN_KEY,
                false,
                step.reason().code(),
                step.reason().summary(),
                0,
                Consumption.NONE,
                Cost.NONE,
                clock.instant(),
                null,
                Duration.ZERO));
    }

    void add(Attempt attempt) {
        int number;
        synchronized (attempts) {
            attempts.add(attempt);
            number = attempts.size();
        }
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} {} of {}: {}/{} with {} {} after {} ms",
                    capability,
                    number,
                    tenant,
                    attempt.provider(),
                    printable(attempt.model()),
                    attempt.credentialId(),
                    attempt.error() == null ? "served" : attempt.error().id(),
                    attempt.duration().toMillis());
        }
        events.accept(new UsageEvent(tenant, capability, number, attempt));
    }

    /** Notes how the call ended, once. */
    void end(@Nullable ErrorCode error) {
        if (ended.compareAndSet(false, true)) {
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            events.accept(new CallEvent(receipt(), capability, error, startedAt, duration));
        }
    }

    Receipt receipt() {
        synchronized (attempts) {
            return new Receipt(tenant, attempts);
        }
    }

    // a model's name comes from the caller; a line feed in it must not forge a line of the log
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
