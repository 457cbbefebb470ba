package dev.byok.internal.routing;

import static dev.byok.internal.routing.PlanBench.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.ChatResponse;
import dev.byok.event.CallEvent;
import dev.byok.event.UsageEvent;
import dev.byok.routing.Attempt;
import dev.byok.routing.ChainStep;
import dev.byok.routing.HedgePolicy;
import dev.byok.spi.CallContext;
import dev.byok.spi.ChatClient;
import dev.byok.spi.ChatEvents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** T57: what a second attempt costs is bounded, and what it used is told. */
class HedgesTest {

    private static final HedgePolicy AT_ONCE = new HedgePolicy(Duration.ZERO, 1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LoopBench bench = new LoopBench();
    private final RouteRequest.Builder asked = ask("openai/gpt-4o").fallbacks(List.of(ChainStep.of("anthropic/x")));

    HedgesTest() {
        bench.plans.key("tp_1", "openai").key("tp_2", "anthropic");
        bench.serving(bench.plans.anthropic);
    }

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theSecondAttemptServesWhenTheFirstOneIsLateAndBothAreInTheReceipt() {
        bench.hedges = new Hedges(AT_ONCE, threads);
        Late late = late(bench.plans.openAi);

        ChatResponse answer = bench.send(asked);

        assertThat(late.cancelled.getCount()).isZero();
        assertThat(answer.receipt().served().orElseThrow().credentialId()).isEqualTo("tp_2");
        assertThat(answer.receipt().attempts())
                .extracting(Attempt::error)
                .containsExactlyInAnyOrder(null, ErrorCode.CANCELLED);
        assertThat(bench.events.stream().filter(UsageEvent.class::isInstance)).hasSize(2);
        assertThat(bench.events.stream().filter(CallEvent.class::isInstance)).hasSize(1);
    }

    @Test
    void theSecondAttemptServesAlsoWhenTheFirstOneFailsMeanwhile() {
        bench.hedges = new Hedges(AT_ONCE, threads);
        CountDownLatch secondRuns = new CountDownLatch(1);
        CountDownLatch firstFailed = new CountDownLatch(1);
        bench.plans.openAi.chat = credential -> sending(context -> {
            await(secondRuns);
            firstFailed.countDown();
            throw ByokException.of(ErrorCode.AUTH_FAILED, "no").build();
        });
        bench.plans.anthropic.chat = credential -> sending(context -> {
            secondRuns.countDown();
            await(firstFailed);
            return bench.completion("x");
        });

        ChatResponse answer = bench.send(asked);

        assertThat(answer.receipt().served().orElseThrow().credentialId()).isEqualTo("tp_2");
    }

    @Test
    void anAnswerInTimeHasNoSecondAttempt() {
        bench.hedges = new Hedges(new HedgePolicy(Duration.ofHours(1), 1), threads);
        bench.serving(bench.plans.openAi);

        ChatResponse answer = bench.send(asked);

        assertThat(answer.receipt().attempts()).hasSize(1);
        assertThat(bench.sent).containsExactly("openai FAKE-tp_1");
    }

    @Test
    void withoutAnotherRouteTheFirstOneGoesOn() {
        bench.hedges = new Hedges(AT_ONCE, threads);
        bench.serving(bench.plans.openAi);

        assertThat(bench.send(ask("openai/gpt-4o")).receipt().attempts()).hasSize(1);
    }

    @Test
    void onlyAShareOfTheCallsHasASecondAttempt() {
        bench.hedges = new Hedges(new HedgePolicy(Duration.ZERO, 0.5), threads);
        late(bench.plans.openAi);
        bench.send(asked);
        CountDownLatch refusedSecond = new CountDownLatch(1);
        bench.plans.openAi.chat = credential -> sending(context -> {
            threads.execute(refusedSecond::countDown);
            await(refusedSecond);
            return bench.completion("gpt-4o");
        });

        ChatResponse answer = bench.send(asked);

        assertThat(answer.receipt().served().orElseThrow().credentialId()).isEqualTo("tp_1");
        assertThat(bench.sent).containsExactly("anthropic FAKE-tp_2");
    }

    @Test
    void whenAllFailTheCallFails() {
        bench.hedges = new Hedges(AT_ONCE, threads);
        for (FakeProvider provider : List.of(bench.plans.openAi, bench.plans.anthropic)) {
            bench.answering(
                    provider,
                    key -> Optional.of(
                            ByokException.of(ErrorCode.TIMEOUT, "late").build()));
        }

        ByokException failure = catchThrowableOfType(ByokException.class, () -> bench.send(asked));

        assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void aShareIsBetweenNoneAndAll() {
        assertThatThrownBy(() -> new HedgePolicy(Duration.ZERO, 1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HedgePolicy(Duration.ZERO, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HedgePolicy(Duration.ofMillis(-1), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Lets a provider answer nothing until the call is cancelled. */
    private static Late late(FakeProvider provider) {
        Late late = new Late();
        provider.chat = credential -> late;
        return late;
    }

    private static final class Late implements ChatClient {

        final CountDownLatch cancelled = new CountDownLatch(1);

        @Override
        public ChatCompletion send(ChatRequest request, String model, CallContext context) {
            context.cancellation().onCancel(cancelled::countDown);
            await(cancelled);
            throw ByokException.of(ErrorCode.CANCELLED, "cancelled").build();
        }

        @Override
        public ChatEvents stream(ChatRequest request, String model, CallContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private interface Sending {
        ChatCompletion send(CallContext context);
    }

    private static ChatClient sending(Sending how) {
        return new ChatClient() {
            @Override
            public ChatCompletion send(ChatRequest request, String model, CallContext context) {
                return how.send(context);
            }

            @Override
            public ChatEvents stream(ChatRequest request, String model, CallContext context) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
