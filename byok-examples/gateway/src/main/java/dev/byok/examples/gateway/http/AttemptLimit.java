package dev.byok.examples.gateway.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many attempts of a tenant in so much time, counted in a window that slides. Thread-safe. */
public final class AttemptLimit {

    private final int most;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Deque<Instant>> attempts = new ConcurrentHashMap<>();

    /**
     * Makes a limit.
     *
     * @param most how many attempts
     * @param window in how much time
     * @param clock tells the time
     */
    public AttemptLimit(int most, Duration window, Clock clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /**
     * Counts an attempt.
     *
     * @param tenant whose it is
     * @throws Refusal 429 with the time until the next one is free
     */
    public void count(String tenant) {
        Instant now = clock.instant();
        Deque<Instant> recent = attempts.computeIfAbsent(tenant, key -> new ArrayDeque<>());
        synchronized (recent) {
            while (!recent.isEmpty() && !recent.peekFirst().plus(window).isAfter(now)) {
                recent.removeFirst();
            }
            if (recent.size() >= most) {
                Duration wait = Duration.between(now, recent.getFirst().plus(window));
                throw new Refusal(
                        429,
                        "rate_limited",
                        "Too many keys were tried: " + most + " in " + window.toMinutes()
                                + " minutes are allowed. Try again in " + Math.max(1, wait.toSeconds()) + " seconds",
                        wait);
            }
            recent.addLast(now);
        }
    }
}
