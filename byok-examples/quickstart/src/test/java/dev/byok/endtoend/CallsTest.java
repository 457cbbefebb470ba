package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.event.UsageEvent;
import dev.byok.routing.Attempt;
import dev.byok.routing.KeySource;
import dev.byok.spi.Timeouts;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import dev.byok.testkit.LeakGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallsTest {

    private StubVendor openai;
    private StubVendor groq;
    private Library library;
    private Tenant acme;
    private Canary key;
    private CredentialView row;

    @BeforeEach
    void connectTwoVendors() throws Exception {
        openai = new StubVendor();
        groq = new StubVendor();
        library = new Library(openai, groq);
        acme = library.tenant("acme");
        key = Canary.make();
        row = Library.connect(acme, "openai", key, openai);
        Library.connect(acme, "groq", Canary.make("gsk_"), groq);
    }

    @AfterEach
    void close() {
        library.close();
        openai.close();
        groq.close();
    }

    @Test
    void aWholeAnswerComesWithItsReceipt() {
        ChatResponse answer = LeakGuard.watch(
                acme.chat().model("openai/gpt-4o-mini").user("Hi").send());

        assertThat(answer.text()).isEqualTo("Hello.");
        assertThat(answer.receipt().attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.provider()).isEqualTo("openai");
            assertThat(attempt.model()).isEqualTo("gpt-4o-mini");
            assertThat(attempt.credentialId()).isEqualTo(row.id());
            assertThat(attempt.source()).isEqualTo(KeySource.OWN_KEY);
            assertThat(attempt.served()).isTrue();
            assertThat(attempt.usage().inputTokens()).isEqualTo(9);
            assertThat(attempt.usage().outputTokens()).isEqualTo(2);
        });
        assertThat(usageEvents()).singleElement().satisfies(event -> {
            assertThat(event.tenant()).isEqualTo("acme");
            assertThat(event.capability()).isEqualTo("chat");
            assertThat(event.number()).isEqualTo(1);
            assertThat(event.attempt()).isEqualTo(answer.receipt().attempts().get(0));
        });
    }

    @Test
    void aStreamHandsTokensOutAndAddsThemUp() {
        openai.answering(request -> Answers.stream(List.of("Hel", "lo", ".")));
        List<String> pieces = new ArrayList<>();

        try (ChatStream stream = acme.chat().model("openai/gpt-4o-mini").user("Hi").stream()) {
            stream.forEachText(pieces::add);
            ChatResponse answer = LeakGuard.watch(stream.toResponse());

            assertThat(pieces).containsExactly("Hel", "lo", ".");
            assertThat(answer.text()).isEqualTo("Hello.");
            assertThat(answer.usage().outputTokens()).isEqualTo(3);
            assertThat(answer.receipt().served()).map(Attempt::firstContent).isPresent();
        }
        assertThat(usageEvents()).hasSize(1);
    }

    @Test
    void aVendorThatIsDownLeadsToTheFallback() {
        openai.answering(request -> Answers.overloaded());

        ChatResponse answer = acme.chat()
                .model("openai/gpt-4o-mini")
                .fallback("groq/llama-3.3-70b-versatile")
                .user("Hi")
                .send();

        assertThat(answer.receipt().fellBack()).isTrue();
        assertThat(answer.receipt().attempts())
                .extracting(Attempt::provider, Attempt::error, Attempt::vendorStatus)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("openai", ErrorCode.PROVIDER_UNAVAILABLE, 503),
                        org.assertj.core.groups.Tuple.tuple("groq", null, 0));
        assertThat(usageEvents()).extracting(UsageEvent::number).containsExactly(1, 2);
    }

    @Test
    void aRefusedKeyBecomesInvalidAndIsNotEchoed() {
        openai.answering(request -> Answers.wrongKey(key.value()));

        ByokException failure = Failures.expect(
                ErrorCode.AUTH_FAILED,
                () -> acme.chat().model("openai/gpt-4o-mini").user("Hi").send());

        assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("copied whole"));
        assertThat(failure.receipt()).isPresent();
        CredentialView view = LeakGuard.watch(acme.credentials().get(row.id()));
        assertThat(view.status()).isEqualTo(CredentialStatus.INVALID);
        assertThat(view.statusReason()).isPresent();
        assertThat(view.testedAt()).isPresent();
    }

    @Test
    void anOutageLeavesTheKeyAsItWas() {
        openai.answering(request -> Answers.overloaded());

        Failures.expect(
                ErrorCode.PROVIDER_UNAVAILABLE,
                () -> acme.chat().model("openai/gpt-4o-mini").user("Hi").send());

        assertThat(acme.credentials().get(row.id()).status()).isEqualTo(CredentialStatus.UNTESTED);
    }

    @Test
    void aStreamThatFailsBeforeContentFallsBack() {
        openai.answering(request -> Answers.events("data: {\"error\":{\"message\":\"overloaded\",\"code\":503}}\n\n"));
        groq.answering(request -> Answers.stream(List.of("Hello.")));

        try (ChatStream stream =
                acme.chat().model("openai/gpt-4o-mini").fallback("groq/llama-3.3-70b-versatile").user("Hi").stream()) {
            ChatResponse answer = stream.toResponse();

            assertThat(answer.text()).isEqualTo("Hello.");
            assertThat(answer.receipt().attempts())
                    .extracting(Attempt::error)
                    .containsExactly(ErrorCode.PROVIDER_UNAVAILABLE, null);
        }
    }

    @Test
    void aStreamThatIsCutAfterContentIsIncompleteAndDoesNotFallBack() {
        openai.answering(
                request -> Answers.events("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\n\n"));

        try (ChatStream stream =
                acme.chat().model("openai/gpt-4o-mini").fallback("groq/llama-3.3-70b-versatile").user("Hi").stream()) {
            ByokException failure = Failures.expect(ErrorCode.INCOMPLETE, stream::toResponse);

            assertThat(stream.soFar().text()).isEqualTo("Hel");
            assertThat(failure.receipt().orElseThrow().attempts())
                    .extracting(Attempt::error)
                    .containsExactly(ErrorCode.INCOMPLETE);
        }
        assertThat(groq.requests()).isEmpty();
    }

    @Test
    void aVendorThatSaysNothingIsLeftForTheNextOne() {
        openai.answering(request -> silent());
        groq.answering(request -> Answers.stream(List.of("Hello.")));

        try (ChatStream stream = acme
                .chat()
                .model("openai/gpt-4o-mini")
                .fallback("groq/llama-3.3-70b-versatile")
                .timeouts(new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMinutes(1)))
                .user("Hi")
                .stream()) {
            assertThat(stream.toResponse().receipt().attempts())
                    .extracting(Attempt::error)
                    .containsExactly(ErrorCode.TIMEOUT, null);
        }
    }

    @Test
    void anAsynchronousCallAnswers() throws Exception {
        assertThat(acme.chat()
                        .model("openai/gpt-4o-mini")
                        .user("Hi")
                        .sendAsync()
                        .get(30, TimeUnit.SECONDS)
                        .text())
                .isEqualTo("Hello.");
    }

    @Test
    void anAsynchronousCallFailsWithTheLibrarysException() {
        openai.answering(request -> Answers.overloaded());

        assertThatThrownBy(() -> acme.chat()
                        .model("openai/gpt-4o-mini")
                        .user("Hi")
                        .sendAsync()
                        .get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ByokException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE));
    }

    @Test
    void cancellingAnAsynchronousCallEndsIt() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        openai.answering(request -> {
            arrived.countDown();
            return silent();
        });
        library.events.clear();
        CompletableFuture<ChatResponse> call =
                acme.chat().model("openai/gpt-4o-mini").user("Hi").sendAsync();
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();

        call.cancel(true);
        // the attempt is written down by the thread that was waiting for the vendor
        while (usageEvents().isEmpty()) {
            ended.await(10, TimeUnit.MILLISECONDS);
        }

        assertThat(usageEvents())
                .singleElement()
                .extracting(event -> event.attempt().error())
                .isEqualTo(ErrorCode.CANCELLED);
        assertThatThrownBy(call::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void aPublisherDeliversAsMuchAsIsAskedFor() throws Exception {
        openai.answering(request -> Answers.stream(List.of("Hel", "lo", ".")));
        Collector collector = new Collector(1);

        acme.chat().model("openai/gpt-4o-mini").user("Hi").publisher().subscribe(collector);

        assertThat(collector.done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(collector.failure).isNull();
        assertThat(collector.text.toString()).isEqualTo("Hello.");
    }

    @Test
    void aPublisherFailsWithTheLibrarysException() throws Exception {
        openai.answering(request -> Answers.overloaded());
        Collector collector = new Collector(1);

        acme.chat().model("openai/gpt-4o-mini").user("Hi").publisher().subscribe(collector);

        assertThat(collector.done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(collector.failure)
                .isInstanceOfSatisfying(
                        ByokException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE));
    }

    @Test
    void aLentCredentialIsWipedAfterwards() {
        String[] seen = new String[1];
        var lent = acme.withCredential("openai", credential -> {
            seen[0] = credential.secret("api_key").orElseThrow().reveal(dev.byok.credential.SecretAccess.grant());
            return credential;
        });

        assertThat(seen[0]).isEqualTo(key.value());
        assertThatThrownBy(() -> lent.secret("api_key").orElseThrow().reveal(dev.byok.credential.SecretAccess.grant()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMissingKeyStandsInTheReceiptAndTheNextRouteServes() {
        ChatResponse answer = acme.chat()
                .model("anthropic/claude-sonnet-4-5")
                .fallback("openai/gpt-4o-mini")
                .user("Hi")
                .send();

        assertThat(answer.receipt().attempts()).extracting(Attempt::error).containsExactly(ErrorCode.NO_API_KEY, null);
    }

    @Test
    void anUnknownProviderIsTheCallersMistake() {
        ByokException failure = Failures.expect(
                ErrorCode.UNSUPPORTED_PROVIDER,
                () -> acme.chat().model("opnai/gpt-4o").user("Hi").send());

        assertThat(failure.summary()).isEqualTo("Unsupported provider: opnai");
        assertThat(failure.hint()).hasValue("did you mean openai?");
        assertThat(openai.requests()).isEmpty();
    }

    private List<UsageEvent> usageEvents() {
        return library.events.stream()
                .filter(UsageEvent.class::isInstance)
                .map(UsageEvent.class::cast)
                .toList();
    }

    /** Headers, and then nothing. */
    private static MockResponse silent() {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body("data: nothing will come of this\n\n")
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build();
    }

    private static final class Collector implements Flow.Subscriber<ChatEvent> {

        private final long step;
        private final StringBuilder text = new StringBuilder();
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile Throwable failure;
        private Flow.Subscription subscription;

        Collector(long step) {
            this.step = step;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscription.request(step);
        }

        @Override
        public void onNext(ChatEvent event) {
            if (event instanceof ChatEvent.Text more) {
                text.append(more.text());
            }
            subscription.request(step);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
            done.countDown();
        }

        @Override
        public void onComplete() {
            done.countDown();
        }
    }
}
