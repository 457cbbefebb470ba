package dev.byok.observe;

import dev.byok.chat.Usage;
import dev.byok.event.ByokEvent;
import dev.byok.event.ByokListener;
import dev.byok.event.UsageEvent;
import dev.byok.routing.Attempt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;

/**
 * Tells Micrometer of calls: timers, summaries and a counter in the names of the semantic conventions for generative AI.
 *
 * <p>Only attempts that were sent count. Tags are operation, provider, model, whose key it was, and the error; never the
 * tenant or a credential's id, which would make a series for each of them.
 *
 * <p>Models come from callers, and every new one makes new series; an application that lets strangers name models limits
 * them in its registry, for example with {@code MeterFilter.maximumAllowableTags}.
 *
 * <p>Thread-safe. Needs {@code io.micrometer:micrometer-core}, which this module does not bring along.
 */
public final class MicrometerListener implements ByokListener {

    private static final String NO_ERROR = "none";

    private static final Duration[] SECONDS = Buckets.SECONDS.stream()
            .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
            .toArray(Duration[]::new);
    private static final double[] TOKENS =
            Buckets.TOKENS.stream().mapToDouble(Long::doubleValue).toArray();

    private final MeterRegistry registry;

    /**
     * Makes one.
     *
     * @param registry where the meters are; stays open
     */
    public MicrometerListener(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public void onEvent(ByokEvent event) {
        if (event instanceof UsageEvent usage && usage.attempt().sent()) {
            record(usage.capability(), usage.attempt());
        }
    }

    private void record(String capability, Attempt attempt) {
        Tags tags = Tags.of(
                GenAi.OPERATION, capability,
                GenAi.PROVIDER, GenAi.provider(attempt),
                GenAi.REQUEST_MODEL, attempt.model(),
                GenAi.SOURCE, attempt.source().name(),
                GenAi.ERROR_TYPE,
                        attempt.error() == null ? NO_ERROR : attempt.error().id());
        timer(GenAi.OPERATION_DURATION, tags).record(attempt.duration());
        Duration first = attempt.firstContent();
        if (first != null) {
            timer(GenAi.TIME_TO_FIRST_CHUNK, tags).record(first);
        }
        Usage used = attempt.usage();
        if (used.known()) {
            tokens(tags.and(GenAi.TOKEN_TYPE, "input")).record((double) used.inputTokens());
            tokens(tags.and(GenAi.TOKEN_TYPE, "output")).record((double) used.outputTokens());
        }
        attempt.cost().dollars().ifPresent(dollars -> cost(tags).increment(dollars.doubleValue()));
    }

    private Timer timer(String name, Tags tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(SECONDS).register(registry);
    }

    private DistributionSummary tokens(Tags tags) {
        return DistributionSummary.builder(GenAi.TOKEN_USAGE)
                .baseUnit("tokens")
                .tags(tags)
                .serviceLevelObjectives(TOKENS)
                .register(registry);
    }

    private Counter cost(Tags tags) {
        return Counter.builder(GenAi.COST).baseUnit("USD").tags(tags).register(registry);
    }
}
