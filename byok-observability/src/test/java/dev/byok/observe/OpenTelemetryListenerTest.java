package dev.byok.observe;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OpenTelemetryListenerTest {

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .build();
    private final OpenTelemetryListener listener = new OpenTelemetryListener(sdk);

    @AfterEach
    void close() {
        sdk.close();
    }

    @Test
    void aCallIsOneInternalSpanWithAClientSpanForEachAttempt() {
        listener.onEvent(Calls.CALL);

        SpanData call = span("byok chat");
        assertThat(call.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(call.getAttributes().get(stringKey("byok.tenant"))).isEqualTo("acme");
        assertThat(call.getAttributes().get(longKey("byok.attempts"))).isEqualTo(3);
        assertThat(call.getAttributes().get(doubleKey("byok.cost.usd"))).isEqualTo(0.25);
        assertThat(List.of(span("chat gpt-4o"), span("chat llama"), span("chat claude")))
                .allSatisfy(attempt -> {
                    assertThat(attempt.getKind()).isEqualTo(SpanKind.CLIENT);
                    assertThat(attempt.getParentSpanId()).isEqualTo(call.getSpanId());
                });
    }

    @Test
    void spansHaveTheTimesAtWhichThingsHappened() {
        listener.onEvent(Calls.CALL);

        assertThat(span("byok chat").getStartEpochNanos()).isEqualTo(nanos(Calls.START));
        assertThat(span("byok chat").getEndEpochNanos()).isEqualTo(nanos(Calls.START.plusMillis(560)));
        assertThat(span("chat claude").getStartEpochNanos()).isEqualTo(nanos(Calls.START.plusMillis(60)));
        assertThat(span("chat claude").getEndEpochNanos()).isEqualTo(nanos(Calls.START.plusMillis(560)));
    }

    @Test
    void anAttemptThatFailedHasTheProviderOfTheConventionsAndItsError() {
        listener.onEvent(Calls.CALL);

        SpanData limited = span("chat gpt-4o");
        assertThat(limited.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(limited.getAttributes().get(stringKey("gen_ai.operation.name")))
                .isEqualTo("chat");
        assertThat(limited.getAttributes().get(stringKey("gen_ai.provider.name")))
                .isEqualTo("azure.ai.openai");
        assertThat(limited.getAttributes().get(stringKey("gen_ai.request.model")))
                .isEqualTo("gpt-4o");
        assertThat(limited.getAttributes().get(stringKey("error.type"))).isEqualTo("rate_limited");
        assertThat(limited.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(429);
        assertThat(limited.getAttributes().get(stringKey("byok.credential.source")))
                .isEqualTo("OWN_KEY");
        assertThat(limited.getAttributes().get(stringKey("byok.credential.id"))).isEqualTo("tp_1");
        assertThat(limited.getAttributes().get(longKey("byok.attempt"))).isEqualTo(1);
        assertThat(limited.getAttributes().get(longKey("gen_ai.usage.input_tokens")))
                .isNull();
        assertThat(limited.toString()).doesNotContain("words of a vendor");
    }

    @Test
    void anAttemptThatServedHasItsUsage() {
        listener.onEvent(Calls.CALL);

        SpanData served = span("chat claude");
        assertThat(served.getAttributes().get(longKey("gen_ai.usage.input_tokens")))
                .isEqualTo(90);
        assertThat(served.getAttributes().get(longKey("gen_ai.usage.output_tokens")))
                .isEqualTo(20);
        assertThat(served.getAttributes().get(longKey("gen_ai.usage.cache_read.input_tokens")))
                .isEqualTo(30);
        assertThat(served.getAttributes().get(longKey("gen_ai.usage.cache_creation.input_tokens")))
                .isEqualTo(10);
        assertThat(served.getAttributes().get(longKey("gen_ai.usage.reasoning.output_tokens")))
                .isEqualTo(5);
        assertThat(served.getAttributes().get(doubleKey("gen_ai.response.time_to_first_chunk")))
                .isEqualTo(0.2);
        assertThat(served.getAttributes().get(booleanKey("byok.usage.estimated")))
                .isTrue();
        assertThat(served.getAttributes().get(stringKey("byok.credential.source")))
                .isEqualTo("PLATFORM");
        assertThat(served.getAttributes().get(stringKey("byok.credential.id"))).isNull();
    }

    @Test
    void aCallThatFailedIsAnErrorOfTheParentToo() {
        listener.onEvent(Calls.FAILED);

        assertThat(span("byok chat").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span("byok chat").getAttributes().get(stringKey("error.type")))
                .isEqualTo("rate_limited");
    }

    @Test
    void theSpanThatIsCurrentIsTheParent() {
        Span outer = sdk.getTracer("a test").spanBuilder("request").startSpan();
        try (Scope scope = outer.makeCurrent()) {
            assertThat(scope).isNotNull();
            listener.onEvent(Calls.CALL);
        } finally {
            outer.end();
        }

        assertThat(span("byok chat").getParentSpanId())
                .isEqualTo(outer.getSpanContext().getSpanId());
    }

    @Test
    void metricsAreOfSentAttemptsAndNameNoTenantAndNoCredential() {
        Calls.usage().forEach(listener::onEvent);

        Map<String, MetricData> byName = metrics.collectAllMetrics().stream()
                .collect(Collectors.toMap(MetricData::getName, Function.identity()));
        assertThat(byName.keySet())
                .containsExactlyInAnyOrder(
                        "gen_ai.client.operation.duration",
                        "gen_ai.client.operation.time_to_first_chunk",
                        "gen_ai.client.token.usage",
                        "byok.cost.usd");
        Collection<HistogramPointData> durations = byName.get("gen_ai.client.operation.duration")
                .getHistogramData()
                .getPoints();
        assertThat(durations).hasSize(2);
        assertThat(durations)
                .first()
                .satisfies(point -> assertThat(point.getBoundaries())
                        .startsWith(0.01, 0.02)
                        .endsWith(81.92)
                        .hasSize(14));
        assertThat(byName.get("gen_ai.client.token.usage").getHistogramData().getPoints())
                .extracting(point -> point.getAttributes().get(stringKey("gen_ai.token.type")))
                .containsExactlyInAnyOrder("input", "output");
        assertThat(byName.values())
                .flatExtracting(metric -> metric.getData().getPoints().stream()
                        .map(PointData::getAttributes)
                        .toList())
                .allSatisfy(attributes -> assertThat(attributes.toString()).doesNotContain("acme", "tp_1", "words"));
    }

    private SpanData span(String name) {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
