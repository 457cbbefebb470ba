package dev.byok.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MicrometerListenerTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void listen() {
        MicrometerListener listener = new MicrometerListener(registry);
        Calls.usage().forEach(listener::onEvent);
        listener.onEvent(Calls.CALL);
    }

    @Test
    void timesAttemptsByRouteAndOutcome() {
        assertThat(registry.get("gen_ai.client.operation.duration")
                        .tag("gen_ai.provider.name", "anthropic")
                        .tag("gen_ai.operation.name", "chat")
                        .tag("byok.credential.source", "PLATFORM")
                        .tag("error.type", "none")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(500);
        assertThat(registry.get("gen_ai.client.operation.duration")
                        .tag("error.type", "rate_limited")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("gen_ai.client.operation.time_to_first_chunk")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(200);
    }

    @Test
    void countsTokensAndDollars() {
        assertThat(registry.get("gen_ai.client.token.usage")
                        .tag("gen_ai.token.type", "input")
                        .summary()
                        .totalAmount())
                .isEqualTo(90);
        assertThat(registry.get("gen_ai.client.token.usage")
                        .tag("gen_ai.token.type", "output")
                        .summary()
                        .totalAmount())
                .isEqualTo(20);
        assertThat(registry.get("byok.cost.usd")
                        .tag("gen_ai.provider.name", "anthropic")
                        .counter()
                        .count())
                .isEqualTo(0.25);
    }

    @Test
    void leavesOutWhatWasNotSentAndWhoItWas() {
        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getTags().toString()).doesNotContain("groq", "acme", "tp_1", "words"));
    }
}
