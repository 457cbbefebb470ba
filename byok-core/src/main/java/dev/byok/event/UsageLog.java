package dev.byok.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Keeps the last attempts in memory: for tests, for a first look at what calls cost, and for a page that shows a customer
 * what happened just now. It is no ledger: what is older than its bound is forgotten, and so is everything when the
 * application ends.
 *
 * <pre>{@code
 * UsageLog log = new UsageLog(10_000);
 * ByokClient client = ByokClient.builder().listener(log)….build();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class UsageLog implements ByokListener {

    private final int bound;
    private final Deque<UsageEvent> events = new ArrayDeque<>();

    /**
     * Makes an empty one.
     *
     * @param bound how many attempts are kept at most, at least 1
     */
    public UsageLog(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("a usage log keeps at least one attempt");
        }
        this.bound = bound;
    }

    @Override
    public void onEvent(ByokEvent event) {
        if (event instanceof UsageEvent usage) {
            synchronized (events) {
                if (events.size() == bound) {
                    events.removeFirst();
                }
                events.addLast(usage);
            }
        }
    }

    /** {@return what is kept, oldest first} */
    public List<UsageEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /**
     * {@return what is kept of one tenant, oldest first}
     *
     * @param tenant whose
     */
    public List<UsageEvent> events(String tenant) {
        Objects.requireNonNull(tenant, "tenant");
        return events().stream().filter(event -> event.tenant().equals(tenant)).toList();
    }

    /** Forgets everything. */
    public void clear() {
        synchronized (events) {
            events.clear();
        }
    }
}
