package dev.byok.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The leaks that were found since they were last taken. Texts are searched at once and not kept. Thread-safe. */
final class Findings {

    // one leak fails the test, and nobody reads hundreds
    private static final int LIMIT = 50;

    private final CanarySearch search;
    private final Set<Leak> leaks = new LinkedHashSet<>();
    private final List<Arrival> arrivals = new ArrayList<>();

    private record Arrival(String host, Leak leak) {}

    Findings() {
        this(new CanarySearch());
    }

    private Findings(CanarySearch search) {
        this.search = search;
    }

    /** {@return findings of their own, of the same canaries} */
    Findings apart() {
        return new Findings(search);
    }

    void remember(Canary canary) {
        search.add(canary);
    }

    void search(String where, String text) {
        for (Leak leak : Leak.of(search.find(text), where, text)) {
            add(leak);
        }
    }

    /** Takes what reached a host. Which keys may, is asked when the leaks are taken: a test may say it late. */
    void request(String host, String raw) {
        List<Leak> found = Leak.of(search.find(raw), "a request to " + host, raw);
        synchronized (this) {
            found.forEach(leak -> arrivals.add(new Arrival(host, leak)));
        }
    }

    private synchronized void add(Leak leak) {
        if (leaks.size() < LIMIT) {
            leaks.add(leak);
        }
    }

    synchronized List<Leak> take() {
        for (Arrival arrival : arrivals) {
            if (!arrival.leak().canary().mayReach(arrival.host())) {
                add(arrival.leak());
            }
        }
        List<Leak> taken = List.copyOf(leaks);
        leaks.clear();
        arrivals.clear();
        return taken;
    }
}
