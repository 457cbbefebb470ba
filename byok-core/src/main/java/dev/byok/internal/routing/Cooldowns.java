package dev.byok.internal.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.byok.ByokException;
import dev.byok.spi.StoredCredential;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are better left alone for a while, per model: those that hit a rate limit, and those whose vendor failed
 * twice in a row. Used-up credit concerns a key with all models. It is known to this node only, and forgotten when the key
 * is renewed.
 *
 * <p>When the time is over one call may probe; the others go on as before until it has an answer. What to do about a route
 * that is cooling down is up to {@link RouteOrder}.
 *
 * <p>Thread-safe.
 */
final class Cooldowns {

    private static final int BOUND = 100_000;
    private static final int FAILURES_IN_A_ROW = 2;
    private static final String ALL_MODELS = "";
    private static final String PLATFORM = "platform:";
    private static final String ACCOUNT = "account:";
    private static final Duration RATE_LIMIT = Duration.ofSeconds(15);
    private static final Duration OUTAGE = Duration.ofSeconds(15);
    private static final Duration QUOTA = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    // a probe that never reports, for example of a stream that nobody reads, must not block the key
    private static final Duration PROBE = Duration.ofSeconds(30);

    private final Clock clock;
    private final Cache<Key, State> states = Caffeine.newBuilder()
            .maximumSize(BOUND)
            .expireAfterWrite(2 * LONGEST.toMinutes(), TimeUnit.MINUTES)
            .executor(Runnable::run)
            .build();

    Cooldowns(Clock clock) {
        this.clock = clock;
    }

    private record Key(String credentialId, long secretVersion, String model) {

        static Key of(Route route) {
            return of(route, route.model());
        }

        static Key ofAllModels(Route route) {
            return of(route, ALL_MODELS);
        }

        // a key of the application is the same for all tenants, and keys of one account share its limits
        private static Key of(Route route, String model) {
            StoredCredential row = route.row();
            if (route.quotaGroup() != null) {
                return new Key(ACCOUNT + route.quotaGroup(), 0, model);
            }
            return row == null
                    ? new Key(PLATFORM + route.provider().info().id(), 0, model)
                    : new Key(row.id(), row.secretVersion(), model);
        }
    }

    /**
     * What is known of a key.
     *
     * @param until when it may be tried again, in milliseconds
     * @param probing until when one call is trying it, in milliseconds; 0 when none is
     * @param failures outages in a row
     */
    private record State(long until, long probing, int failures) {

        boolean isCooling(long now) {
            return now < until || now < probing;
        }
    }

    /** {@return whether a route is better left alone} Nothing is known of keys that come with a call. */
    boolean isCooling(Route route) {
        if (route.passed() != null || states.estimatedSize() == 0) {
            return false;
        }
        long now = clock.millis();
        return isCooling(Key.of(route), now) || isCooling(Key.ofAllModels(route), now);
    }

    /** Notes that a route is about to be tried. */
    void trying(Route route) {
        if (route.passed() != null || states.estimatedSize() == 0) {
            return;
        }
        long now = clock.millis();
        for (Key key : List.of(Key.of(route), Key.ofAllModels(route))) {
            states.asMap()
                    .computeIfPresent(
                            key,
                            (same, state) -> state.until() == 0 || state.isCooling(now)
                                    ? state
                                    : new State(state.until(), now + PROBE.toMillis(), state.failures()));
        }
    }

    /** Notes that a route served a call, or began to. */
    void served(Route route) {
        if (route.passed() == null && states.estimatedSize() != 0) {
            states.invalidate(Key.of(route));
            states.invalidate(Key.ofAllModels(route));
        }
    }

    /** Notes how a route failed. */
    void failed(Route route, ByokException failure) {
        if (route.passed() != null) {
            return;
        }
        switch (failure.code()) {
            case RATE_LIMITED -> cool(Key.of(route), failure.retryAfter().orElse(RATE_LIMIT), 0);
            case QUOTA_EXCEEDED ->
                cool(Key.ofAllModels(route), longer(QUOTA, failure.retryAfter().orElse(null)), 0);
            case PROVIDER_UNAVAILABLE -> outage(Key.of(route));
            default -> endProbe(route);
        }
    }

    private void outage(Key key) {
        State state = states.getIfPresent(key);
        int failures = state == null ? 1 : state.failures() + 1;
        cool(key, failures < FAILURES_IN_A_ROW ? Duration.ZERO : OUTAGE, failures);
    }

    // a second, shorter wait does not end a longer one
    private void cool(Key key, Duration time, int failures) {
        long until = time.isZero() ? 0 : clock.millis() + (time.compareTo(LONGEST) > 0 ? LONGEST : time).toMillis();
        states.asMap()
                .merge(
                        key,
                        new State(until, 0, failures),
                        (old, fresh) -> new State(Math.max(old.until(), fresh.until()), 0, fresh.failures()));
    }

    // a call that was cancelled, or was wrong itself, says nothing about the key
    private void endProbe(Route route) {
        if (states.estimatedSize() == 0) {
            return;
        }
        for (Key key : List.of(Key.of(route), Key.ofAllModels(route))) {
            states.asMap().computeIfPresent(key, (same, state) -> new State(state.until(), 0, state.failures()));
        }
    }

    private boolean isCooling(Key key, long now) {
        State state = states.getIfPresent(key);
        return state != null && state.isCooling(now);
    }

    private static Duration longer(Duration least, @Nullable Duration told) {
        return told == null || told.compareTo(least) < 0 ? least : told;
    }
}
