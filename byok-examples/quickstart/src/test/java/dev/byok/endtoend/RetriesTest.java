package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.credential.CredentialStatus;
import dev.byok.event.UsageEvent;
import dev.byok.routing.Attempt;
import dev.byok.routing.RetryPolicy;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent again over the same route, and which keys are left alone for a while. */
class RetriesTest {

    private static final RetryPolicy AT_ONCE = new RetryPolicy(2, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10));

    private final Canary key = Canary.make();
    private StubVendor first;
    private StubVendor second;
    private Library library;
    private Tenant acme;

    @BeforeEach
    void start() throws Exception {
        first = new StubVendor();
        second = new StubVendor();
        library = new Library(builder -> builder.retries(AT_ONCE), first, second);
        acme = library.tenant("acme");
        Library.connect(acme, "openai", key, first);
    }

    @AfterEach
    void close() {
        library.close();
        first.close();
        second.close();
    }

    @Test
    void anOutageThatPassesIsSeenInTheReceiptOnly() {
        failing(first, 2, Answers.overloaded());

        ChatResponse answer = acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(answer.text()).isNotEmpty();
        assertThat(answer.receipt().attempts())
                .extracting(Attempt::error)
                .containsExactly(ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.PROVIDER_UNAVAILABLE, null);
        assertThat(first.keysSeen()).containsExactly(key.value(), key.value(), key.value());
    }

    @Test
    void aStreamIsBegunAgainToo() {
        AtomicInteger calls = new AtomicInteger();
        first.answering(request ->
                calls.incrementAndGet() == 1 ? Answers.overloaded() : Answers.stream(List.of("Hello", " there")));

        try (ChatStream stream = acme.chat().model("openai/gpt-4o").user("Hi").stream()) {
            stream.forEachRemaining(event -> {});
            assertThat(stream.receipt().attempts()).hasSize(2);
        }
    }

    @Test
    void anOutageThatStaysLeadsOnAfterTwoRetries() {
        Library.connect(acme, "groq", Canary.make("gsk_"), second);
        first.answering(request -> Answers.overloaded());

        ChatResponse answer = acme.chat()
                .model("openai/gpt-4o")
                .fallback("groq/llama-3.3-70b-versatile")
                .user("Hi")
                .send();

        assertThat(first.requests()).hasSize(3);
        assertThat(answer.receipt().served().orElseThrow().provider()).isEqualTo("groq");
    }

    @Test
    void aShortRateLimitIsWaitedFor() {
        failing(first, 1, rateLimited("0"));

        acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(first.requests()).hasSize(2);
    }

    @Test
    void aLongRateLimitIsNotWaitedForAndTheKeyIsLeftAlone() {
        Library.connect(acme, "groq", Canary.make("gsk_"), second);
        first.answering(request -> rateLimited("60"));

        for (int call = 0; call < 3; call++) {
            acme.chat()
                    .model("openai/gpt-4o")
                    .fallback("groq/llama-3.3-70b-versatile")
                    .user("Hi")
                    .send();
        }

        assertThat(first.requests()).hasSize(1);
        assertThat(second.requests()).hasSize(3);
        assertThat(acme.credentials().list()).extracting(row -> row.status()).containsOnly(CredentialStatus.UNTESTED);
    }

    @Test
    void theOnlyKeyIsTriedEvenWhileItShouldBeLeftAlone() {
        failing(first, 1, rateLimited("60"));

        Failures.expect(
                ErrorCode.RATE_LIMITED,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());
        acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(first.requests()).hasSize(2);
    }

    @Test
    void aWrongKeyIsNotSentAgain() {
        first.answering(request ->
                Answers.json(401, "{\"error\":{\"message\":\"Incorrect API key\",\"code\":\"invalid_api_key\"}}"));

        Failures.expect(
                ErrorCode.AUTH_FAILED,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());

        assertThat(first.requests()).hasSize(1);
    }

    @Test
    void aCallThatIsCancelledWhileItWaitsEndsAndSendsNothingMore() throws Exception {
        first.answering(request -> rateLimited("9"));
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch limited = new CountDownLatch(1);
        library.listen(event -> {
            if (event instanceof UsageEvent usage) {
                (usage.attempt().error() == ErrorCode.CANCELLED ? cancelled : limited).countDown();
            }
        });
        CompletableFuture<ChatResponse> call =
                acme.chat().model("openai/gpt-4o").user("Hi").sendAsync();
        assertThat(limited.await(5, TimeUnit.SECONDS)).isTrue();

        call.cancel(true);

        // long before the nine seconds are over
        assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(first.requests()).hasSize(1);
    }

    private static void failing(StubVendor vendor, int times, MockResponse failure) {
        AtomicInteger calls = new AtomicInteger();
        vendor.answering(request -> calls.incrementAndGet() <= times ? failure : Answers.hello());
    }

    private static MockResponse rateLimited(String seconds) {
        return Answers.json(429, "{\"error\":{\"message\":\"Rate limit reached\",\"code\":\"rate_limit_exceeded\"}}")
                .newBuilder()
                .setHeader("Retry-After", seconds)
                .build();
    }
}
