package dev.byok.examples.gateway.routes;

import dev.byok.event.ByokEvent;
import dev.byok.event.ByokListener;
import dev.byok.event.UsageEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the newest attempts of every tenant in memory. An application would write them to its own table. */
public final class UsageLog implements ByokListener {

    static final int MOST = 1000;

    private final Clock clock;
    private final Map<String, Deque<Entry>> byTenant = new ConcurrentHashMap<>();

    /**
     * An attempt and when it ended.
     *
     * @param at when it ended
     * @param event what it was
     */
    record Entry(Instant at, UsageEvent event) {}

    /**
     * Makes an empty one.
     *
     * @param clock tells when attempts ended
     */
    public UsageLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onEvent(ByokEvent event) {
        if (event instanceof UsageEvent usage) {
            Deque<Entry> entries = byTenant.computeIfAbsent(usage.tenant(), key -> new ArrayDeque<>());
            synchronized (entries) {
                if (entries.size() == MOST) {
                    entries.removeLast();
                }
                entries.addFirst(new Entry(clock.instant(), usage));
            }
        }
    }

    List<Entry> newest(String tenant, int limit) {
        Deque<Entry> entries = byTenant.getOrDefault(tenant, new ArrayDeque<>());
        synchronized (entries) {
            return new ArrayList<>(entries).subList(0, Math.min(limit, entries.size()));
        }
    }
}
