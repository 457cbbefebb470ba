package dev.byok.observe;

import dev.byok.chat.Usage;
import dev.byok.routing.Attempt;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;

/** The metrics of attempts that were sent. */
final class CallMetrics {

    private static final AttributeKey<String> TOKEN_TYPE = AttributeKey.stringKey(GenAi.TOKEN_TYPE);

    private final DoubleHistogram duration;
    private final DoubleHistogram firstChunk;
    private final LongHistogram tokens;
    private final DoubleCounter cost;

    CallMetrics(Meter meter) {
        this.duration = meter.histogramBuilder(GenAi.OPERATION_DURATION)
                .setUnit("s")
                .setDescription("How long attempts took")
                .setExplicitBucketBoundariesAdvice(Buckets.SECONDS)
                .build();
        this.firstChunk = meter.histogramBuilder(GenAi.TIME_TO_FIRST_CHUNK)
                .setUnit("s")
                .setDescription("How long streamed answers took to begin")
                .setExplicitBucketBoundariesAdvice(Buckets.SECONDS)
                .build();
        this.tokens = meter.histogramBuilder(GenAi.TOKEN_USAGE)
                .ofLongs()
                .setUnit("{token}")
                .setDescription("Tokens that attempts read and wrote")
                .setExplicitBucketBoundariesAdvice(Buckets.TOKENS)
                .build();
        this.cost = meter.counterBuilder(GenAi.COST)
                .ofDoubles()
                .setUnit("{USD}")
                .setDescription("What attempts cost, where it is known")
                .build();
    }

    void record(String capability, Attempt attempt) {
        Attributes attributes = attributes(capability, attempt);
        duration.record(GenAi.seconds(attempt.duration()), attributes);
        Duration first = attempt.firstContent();
        if (first != null) {
            firstChunk.record(GenAi.seconds(first), attributes);
        }
        Usage used = attempt.usage();
        if (used.known()) {
            tokens.record(used.inputTokens(), with(attributes, "input"));
            tokens.record(used.outputTokens(), with(attributes, "output"));
        }
        attempt.cost().dollars().ifPresent(dollars -> cost.add(dollars.doubleValue(), attributes));
    }

    private static Attributes attributes(String capability, Attempt attempt) {
        var attributes = Attributes.builder()
                .put(GenAi.OPERATION, capability)
                .put(GenAi.PROVIDER, GenAi.provider(attempt))
                .put(GenAi.REQUEST_MODEL, attempt.model())
                .put(GenAi.SOURCE, attempt.source().name());
        attempt.failure().ifPresent(code -> attributes.put(GenAi.ERROR_TYPE, code.id()));
        return attributes.build();
    }

    private static Attributes with(Attributes attributes, String tokenType) {
        return attributes.toBuilder().put(TOKEN_TYPE, tokenType).build();
    }
}
