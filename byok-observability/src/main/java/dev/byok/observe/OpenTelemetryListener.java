package dev.byok.observe;

import dev.byok.event.ByokEvent;
import dev.byok.event.ByokListener;
import dev.byok.event.CallEvent;
import dev.byok.event.UsageEvent;
import dev.byok.routing.Attempt;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Objects;

/**
 * Tells OpenTelemetry of calls: spans and metrics in the names of the semantic conventions for generative AI.
 *
 * <p>A routed call is one internal span, a child of the span that is current where the call ends, with one client span for
 * each of its attempts: so a fallback shows as two client spans with their own provider, model and error. The spans are
 * made when the call is over, with the times at which it happened. A call that runs on the client's executor, or a stream
 * that another thread reads, finds its parent only where the application carries the context over, for example with
 * {@code Context.taskWrapping(executor)}.
 *
 * <p>The tenant and the credential's id are on spans and never on metrics, which would have a series for each of them.
 * Keys, content, and anything made from a key are on neither.
 *
 * <p>Thread-safe. Needs {@code io.opentelemetry:opentelemetry-api}, which this module does not bring along.
 */
public final class OpenTelemetryListener implements ByokListener {

    /** The name of the instrumentation in traces and metrics. */
    public static final String SCOPE = "dev.byok";

    private final CallSpans spans;
    private final CallMetrics metrics;

    /**
     * Makes one.
     *
     * @param openTelemetry where spans and metrics go; stays open
     */
    public OpenTelemetryListener(OpenTelemetry openTelemetry) {
        Objects.requireNonNull(openTelemetry, "openTelemetry");
        this.spans = new CallSpans(openTelemetry.getTracer(SCOPE));
        this.metrics = new CallMetrics(openTelemetry.getMeter(SCOPE));
    }

    @Override
    public void onEvent(ByokEvent event) {
        if (event instanceof UsageEvent usage) {
            Attempt attempt = usage.attempt();
            if (attempt.sent()) {
                metrics.record(usage.capability(), attempt);
            }
        } else if (event instanceof CallEvent call) {
            spans.record(call);
        }
    }
}
