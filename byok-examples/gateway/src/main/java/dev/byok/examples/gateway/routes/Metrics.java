package dev.byok.examples.gateway.routes;

import dev.byok.event.ByokEvent;
import dev.byok.event.ByokListener;
import dev.byok.event.UsageEvent;
import dev.byok.routing.Attempt;
import io.javalin.config.RoutesConfig;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Sums over all tenants in the text that Prometheus reads: {@code /metrics}. No tenant, no key and no text is in it. */
public final class Metrics implements ByokListener {

    private final Map<String, LongAdder> sums = new ConcurrentSkipListMap<>();

    /** Makes empty ones. */
    public Metrics() {}

    /**
     * Adds the route.
     *
     * @param routes the gateway's
     */
    public void addTo(RoutesConfig routes) {
        routes.get("/metrics", context -> context.contentType("text/plain; version=0.0.4").result(text()));
    }

    @Override
    public void onEvent(ByokEvent event) {
        if (event instanceof UsageEvent usage) {
            Attempt attempt = usage.attempt();
            String labels = "{capability=\"" + usage.capability() + "\",provider=\"" + attempt.provider()
                    + "\",source=\"" + attempt.source().name().toLowerCase(Locale.ROOT) + "\"";
            String outcome = attempt.failure().map(code -> code.id()).orElse("served");
            add("byok_attempts_total" + labels + ",outcome=\"" + outcome + "\"}", 1);
            add("byok_attempt_millis_total" + labels + "}", attempt.duration().toMillis());
            add("byok_input_tokens_total" + labels + "}", attempt.usage().inputTokens());
            add("byok_output_tokens_total" + labels + "}", attempt.usage().outputTokens());
        }
    }

    private void add(String series, long amount) {
        sums.computeIfAbsent(series, key -> new LongAdder()).add(amount);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        String last = "";
        for (Map.Entry<String, LongAdder> sum : sums.entrySet()) {
            String name = sum.getKey().substring(0, sum.getKey().indexOf('{'));
            if (!name.equals(last)) {
                text.append("# TYPE ").append(name).append(" counter\n");
                last = name;
            }
            text.append(sum.getKey()).append(' ').append(sum.getValue().sum()).append('\n');
        }
        return text.toString();
    }
}
