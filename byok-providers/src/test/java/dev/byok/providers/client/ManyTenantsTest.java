package dev.byok.providers.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ChatCall;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatResponse;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.event.UsageEvent;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.routing.Attempt;
import dev.byok.routing.Receipt;
import dev.byok.routing.RetryPolicy;
import dev.byok.spi.Timeouts;
import dev.byok.store.InMemoryKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * 1,000 calls of 50 tenants at once, over three vendors. Half-way one of them begins to refuse and one hangs up on
 * everybody; the third one stays well.
 */
final class ManyTenantsTest {

    private static final int TENANTS = 50;
    private static final int CALLS = 1_000;
    private static final Duration TOTAL = Duration.ofSeconds(30);

    private static final String OPENAI = """
            {"id":"1","object":"chat.completion","model":"some-model",
             "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}
            """;
    private static final String ANTHROPIC = """
            {"id":"1","type":"message","role":"assistant","model":"some-model","stop_reason":"end_turn",
             "content":[{"type":"text","text":"%s"}],"usage":{"input_tokens":9,"output_tokens":2}}
            """;

    private final Map<String, CountingVendor> vendors = Map.of(
            "openai", new CountingVendor("Authorization", OPENAI, CALLS / 6, CountingVendor.Trouble.LIMITED),
            "groq", new CountingVendor("Authorization", OPENAI, CALLS / 6, CountingVendor.Trouble.DEAD),
            "anthropic", new CountingVendor("x-api-key", ANTHROPIC, Integer.MAX_VALUE, CountingVendor.Trouble.DEAD));
    private final Queue<UsageEvent> events = new ConcurrentLinkedQueue<>();
    private Providers providers;
    private ByokClient client;

    /** How a call ended. */
    private record Outcome(
            int number,
            Duration duration,
            @Nullable ChatResponse answer,
            @Nullable ByokException failure) {

        Receipt receipt() {
            return answer != null ? answer.receipt() : failure.receipt().orElseThrow();
        }

        @Override
        public String toString() {
            return "call " + number;
        }
    }

    @BeforeEach
    void connect() {
        EndpointPolicy policy = EndpointPolicy.publicHttps();
        for (CountingVendor vendor : vendors.values()) {
            policy = policy.allowOrigin(vendor.origin());
        }
        providers = Providers.builder().endpointPolicy(policy).build();
        client = ByokClient.builder()
                .providers(providers)
                .keyStore(new InMemoryKeyStore())
                .sealer(new MemorySealer())
                .retries(new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .timeouts(new Timeouts(TOTAL, TOTAL, TOTAL))
                .listener(event -> {
                    if (event instanceof UsageEvent usage) {
                        events.add(usage);
                    }
                })
                .build();
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            for (String provider : vendors.keySet()) {
                client.tenant(name(tenant))
                        .credentials()
                        .connect(CredentialInput.of(provider)
                                .field("api_key", key(provider, tenant))
                                .field("base_url", vendors.get(provider).origin() + "/v1"));
            }
        }
    }

    @AfterEach
    void close() {
        client.close();
        providers.close();
        vendors.values().forEach(CountingVendor::close);
    }

    @Test
    void everyCallEndsAsItMustAndEveryRequestIsInAReceiptAndNoKeyGoesAstray() throws Exception {
        List<Outcome> outcomes = callAllAtOnce();

        assertThat(outcomes).hasSize(CALLS).allSatisfy(outcome -> {
            assertThat(outcome.duration()).isLessThan(TOTAL);
            assertEndedAsItMust(outcome);
        });
        assertThat(sentPerProvider(outcomes.stream().flatMap(outcome -> outcome.receipt().attempts().stream())))
                .as("attempts in receipts, and requests that the vendors counted")
                .isEqualTo(counted());
        assertThat(sentPerProvider(events.stream().map(UsageEvent::attempt))).isEqualTo(counted());
        assertNoKeyWentAstray();
    }

    private void assertNoKeyWentAstray() {
        vendors.forEach((provider, vendor) -> assertThat(vendor.keys())
                .as(provider)
                .isEqualTo(IntStream.range(0, TENANTS)
                        .mapToObj(tenant -> key(provider, tenant))
                        .collect(Collectors.toSet())));
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            assertThat(client.tenant(name(tenant)).credentials().list())
                    .extracting(CredentialView::status)
                    .containsOnly(CredentialStatus.UNTESTED);
        }
    }

    private List<Outcome> callAllAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        try {
            CountDownLatch ready = new CountDownLatch(CALLS);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Outcome>> calls = new ArrayList<>(CALLS);
            for (int number = 0; number < CALLS; number++) {
                int call = number;
                calls.add(threads.submit(() -> {
                    ready.countDown();
                    start.await();
                    return outcome(call);
                }));
            }
            ready.await();
            start.countDown();
            List<Outcome> outcomes = new ArrayList<>(CALLS);
            for (Future<Outcome> call : calls) {
                outcomes.add(call.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private Outcome outcome(int number) {
        long start = System.nanoTime();
        ChatResponse answer = null;
        ByokException failure = null;
        try {
            answer = call(number).send();
        } catch (ByokException e) {
            failure = e;
        }
        return new Outcome(number, Duration.ofNanos(System.nanoTime() - start), answer, failure);
    }

    private ChatCall call(int number) {
        List<String> routes = routes(number);
        ChatCall call = client.tenant(name(tenant(number)))
                .chat()
                .model(routes.get(0) + "/some-model")
                .user("Hi");
        routes.stream().skip(1).forEach(provider -> call.fallback(provider + "/some-model"));
        return call;
    }

    // a third begins with each vendor; of ten rounds over all tenants two have nothing to fall back to
    private static List<String> routes(int number) {
        List<String> all = List.of("openai", "groq", "anthropic", "openai", "groq");
        int first = number % 3;
        return number / TENANTS % 10 < 8 ? all.subList(first, first + 3) : all.subList(first, first + 1);
    }

    private void assertEndedAsItMust(Outcome outcome) {
        List<String> routes = routes(outcome.number());
        if (outcome.answer() != null) {
            String by = outcome.receipt().served().orElseThrow().provider();
            assertThat(routes).contains(by);
            assertThat(outcome.answer().text()).isEqualTo(key(by, tenant(outcome.number())));
            return;
        }
        assertThat(routes).as("a call that may fall back on the healthy vendor").hasSize(1);
        assertThat(outcome.failure().code())
                .isEqualTo(
                        switch (routes.get(0)) {
                            case "openai" -> ErrorCode.RATE_LIMITED;
                            case "groq" -> ErrorCode.PROVIDER_UNAVAILABLE;
                            default -> null;
                        });
    }

    private Map<String, Integer> counted() {
        return vendors.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, vendor -> vendor.getValue().requests()));
    }

    private static Map<String, Integer> sentPerProvider(Stream<Attempt> attempts) {
        return attempts.filter(Attempt::sent).collect(Collectors.toMap(Attempt::provider, one -> 1, Integer::sum));
    }

    private static int tenant(int number) {
        return number % TENANTS;
    }

    private static String name(int tenant) {
        return "tenant-" + tenant;
    }

    private static String key(String provider, int tenant) {
        return "sk-FAKE-%s-%04d-q7Zr2Lm9Xw4Tn8Vb3Kd6Hs1Pf5".formatted(provider, tenant);
    }
}
