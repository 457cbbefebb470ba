package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.chat.Usage;
import dev.byok.event.ByokEvent;
import dev.byok.event.UsageEvent;
import dev.byok.routing.Attempt;
import dev.byok.routing.KeySource;
import dev.byok.routing.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down the attempts of one call, and tells listeners and the log of each. Not thread-safe. */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger("dev.byok.calls");

    private final String tenant;
    private final String capability;
    private final Consumer<ByokEvent> events;
    private final List<Attempt> attempts = new ArrayList<>(1);

    Attempts(String tenant, String capability, Consumer<ByokEvent> events) {
        this.tenant = tenant;
        this.capability = capability;
        this.events = events;
    }

    void served(Route route, Usage usage, @Nullable Duration firstContent, long startNanos) {
        add(new Attempt(
                route.provider().info().id(),
                route.model(),
                route.credentialId(),
                route.source(),
                null,
                null,
                0,
                usage,
                firstContent,
                since(startNanos)));
    }

    void failed(Route route, ByokException e, Usage usage, @Nullable Duration firstContent, long startNanos) {
        add(new Attempt(
                route.provider().info().id(),
                route.model(),
                route.credentialId(),
                route.source(),
                e.code(),
                e.summary(),
                e.vendorStatus().orElse(0),
                usage,
                firstContent,
                since(startNanos)));
    }

    void unusable(Step.Unusable step) {
        add(new Attempt(
                step.provider(),
                step.model(),
                null,
                KeySource.OWN_KEY,
                step.reason().code(),
                step.reason().summary(),
                0,
                Usage.UNKNOWN,
                null,
                Duration.ZERO));
    }

    Receipt receipt() {
        return new Receipt(tenant, attempts);
    }

    static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private void add(Attempt attempt) {
        attempts.add(attempt);
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "{} {} of {}: {}/{} with {} {} after {} ms",
                    capability,
                    attempts.size(),
                    tenant,
                    attempt.provider(),
                    printable(attempt.model()),
                    attempt.credentialId(),
                    attempt.error() == null ? "served" : attempt.error().id(),
                    attempt.duration().toMillis());
        }
        events.accept(new UsageEvent(tenant, capability, attempts.size(), attempt));
    }

    // a model's name comes from the caller; a line feed in it must not forge a line of the log
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
