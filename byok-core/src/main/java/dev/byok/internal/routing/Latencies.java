package dev.byok.internal.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.byok.spi.StoredCredential;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How long the first token of a key and model lately took, in milliseconds: a moving average in which an observation
 * weighs the less the longer ago it is. Known to this node only. Thread-safe.
 */
public final class Latencies {

    private static final int BOUND = 100_000;
    private static final double HALF_LIFE_MILLIS = Duration.ofMinutes(5).toMillis();
    /** The least that a new observation counts, however short ago the last one was. */
    private static final double LEAST_SHARE = 0.2;

    private final Clock clock;
    private final Cache<Key, Average> averages =
            Caffeine.newBuilder().maximumSize(BOUND).executor(Runnable::run).build();

    /**
     * Makes one that has observed nothing.
     *
     * @param clock tells how long ago an observation is
     */
    public Latencies(Clock clock) {
        this.clock = clock;
    }

    private record Key(String key, String model) {

        static Key of(String provider, String model, @Nullable StoredCredential row) {
            return new Key(row == null ? "platform:" + provider : row.id(), model);
        }
    }

    private record Average(double millis, long at) {}

    /** Notes how long the first token of a route took. A key that came with the call is nowhere known again. */
    void observed(Route route, Duration firstContent) {
        if (route.passed() != null) {
            return;
        }
        long now = clock.millis();
        Average fresh = new Average(firstContent.toNanos() / 1e6, now);
        averages.asMap()
                .merge(
                        Key.of(route.provider().info().id(), route.model(), route.row()),
                        fresh,
                        (old, next) -> new Average(
                                old.millis() + share(now - old.at()) * (next.millis() - old.millis()), now));
    }

    /** {@return the average; empty when nothing was observed} */
    OptionalDouble of(String provider, String model, @Nullable StoredCredential row) {
        Average average = averages.getIfPresent(Key.of(provider, model, row));
        return average == null ? OptionalDouble.empty() : OptionalDouble.of(average.millis());
    }

    private static double share(long sinceMillis) {
        double faded = 1 - Math.pow(0.5, Math.max(0, sinceMillis) / HALF_LIFE_MILLIS);
        return Math.max(LEAST_SHARE, faded);
    }
}
