package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.chat.Usage;
import dev.byok.event.ByokEvent;
import dev.byok.event.CallEvent;
import dev.byok.event.UsageEvent;
import dev.byok.routing.Attempt;
import dev.byok.routing.Cost;
import dev.byok.routing.KeySource;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.SpeechResponse;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import java.math.BigDecimal;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every attempt is said to have used and cost. Prices are those of the bundled catalogue for gpt-4o: $2.50 and $10. */
class UsageTest {

    private StubVendor vendor;
    private StubVendor second;
    private Library library;
    private Tenant acme;
    private String row;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor();
        second = new StubVendor();
        library = new Library(vendor, second);
        acme = library.tenant("acme");
        row = Library.connect(acme, "openai", Canary.make(), vendor).id();
    }

    @AfterEach
    void close() {
        library.close();
        vendor.close();
        second.close();
    }

    @Test
    void aServedCallIsOneEventWithEverythingThatABillNeeds() {
        ChatResponse answer = acme.chat().model("openai/gpt-4o").user("Hi").send();

        UsageEvent event = usage().get(0);
        Attempt attempt = event.attempt();
        assertThat(usage()).hasSize(1);
        assertThat(event.tenant()).isEqualTo("acme");
        assertThat(event.capability()).isEqualTo("chat");
        assertThat(event.number()).isEqualTo(1);
        assertThat(attempt.provider()).isEqualTo("openai");
        assertThat(attempt.model()).isEqualTo("gpt-4o");
        assertThat(attempt.credentialId()).isEqualTo(row);
        assertThat(attempt.source()).isEqualTo(KeySource.OWN_KEY);
        assertThat(attempt.sent()).isTrue();
        assertThat(attempt.failure()).isEmpty();
        assertThat(attempt.usage()).isEqualTo(new Usage(9, 0, 0, 2, 0, true));
        assertThat(attempt.consumption().estimated()).isFalse();
        assertThat(attempt.consumption().bytesSent())
                .isEqualTo(vendor.requests().get(0).getBodySize());
        assertThat(attempt.consumption().bytesReceived())
                .isEqualTo(Answers.hello().getBody().getContentLength());
        assertThat(attempt.duration()).isPositive();
        assertThat(answer.receipt().attempts()).containsExactly(attempt);
    }

    @Test
    void theCostIsExactAndOfTheModelThatAnswered() {
        // the stub says that gpt-4o-mini answered: $0.15 and $0.60 per million
        ChatResponse answer = acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(answer.receipt().cost()).contains(new BigDecimal("0.00000255"));
    }

    /** Field lesson T65: speech was always said to be free. The price is $15 for a million characters. */
    @Test
    void speechCostsByItsCharacters() {
        vendor.answering(request -> new MockResponse.Builder()
                .setHeader("Content-Type", "audio/pcm")
                .body("FAKE")
                .build());

        SpeechResponse spoken = acme.speech()
                .model("openai/tts-1")
                .voice("alloy")
                .format(AudioFormat.PCM_24000)
                .text("Hello, Ada.")
                .send();

        assertThat(spoken.receipt().cost()).contains(new BigDecimal("0.000165"));
        assertThat(usage()).singleElement().satisfies(event -> {
            assertThat(event.capability()).isEqualTo("speech");
            assertThat(event.attempt().consumption().characters()).isEqualTo(11);
        });
    }

    @Test
    void aModelWithoutAKnownPriceHasNoCostRatherThanNone() {
        vendor.answering(request -> Answers.json(200, """
                {"id":"1","object":"chat.completion","model":"own-model",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}
                """));

        ChatResponse answer = acme.chat().model("openai/own-model").user("Hi").send();

        assertThat(answer.receipt().attempts()).extracting(Attempt::cost).containsExactly(Cost.UNKNOWN);
        assertThat(answer.receipt().cost()).isEmpty();
    }

    @Test
    void whatAVendorDoesNotCountIsEstimatedAndFlagged() {
        vendor.answering(request -> Answers.json(200, """
                {"id":"1","object":"chat.completion","model":"gpt-4o",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}]}
                """));

        ChatResponse answer = acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(answer.usage().known()).isFalse();
        Attempt attempt = usage().get(0).attempt();
        assertThat(attempt.consumption().estimated()).isTrue();
        assertThat(attempt.usage().inputTokens()).isPositive();
        assertThat(attempt.usage().outputTokens()).isPositive();
        assertThat(attempt.cost().basis()).isEqualTo(Cost.Basis.PRICE_LIST);
    }

    @Test
    void aStreamTellsItsFirstContentAndItsUsageAtTheEnd() {
        vendor.answering(request -> Answers.stream(List.of("Hel", "lo")));

        try (ChatStream stream = acme.chat().model("openai/gpt-4o").user("Hi").stream()) {
            assertThat(usage()).isEmpty();
            stream.forEachText(text -> {});
        }

        Attempt attempt = usage().get(0).attempt();
        assertThat(usage()).hasSize(1);
        assertThat(attempt.usage()).isEqualTo(new Usage(9, 0, 0, 3, 0, true));
        assertThat(attempt.consumption().estimated()).isFalse();
        assertThat(attempt.firstContent()).isPositive().isLessThanOrEqualTo(attempt.duration());
    }

    /** Field lesson T56: the vendor charges for what it wrote although nobody read it. */
    @Test
    void aStreamThatIsClosedEarlyHasEstimatedUsage() {
        vendor.answering(request -> Answers.stream(List.of("A long beginning of an answer", " and more", " and more")));

        ChatStream stream = acme.chat().model("openai/gpt-4o").user("Hi").stream();
        stream.next();
        stream.close();

        Attempt attempt = usage().get(0).attempt();
        assertThat(usage()).hasSize(1);
        assertThat(attempt.error()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(attempt.sent()).isTrue();
        assertThat(attempt.consumption().estimated()).isTrue();
        assertThat(attempt.usage().inputTokens()).isPositive();
        assertThat(attempt.usage().outputTokens()).isGreaterThanOrEqualTo(6);
        assertThat(attempt.cost().dollars().orElseThrow()).isPositive();
    }

    @Test
    void whatAVendorRefusesCostsNothing() {
        vendor.answering(request -> Answers.overloaded());

        Failures.expect(
                ErrorCode.PROVIDER_UNAVAILABLE,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());

        Attempt attempt = usage().get(0).attempt();
        assertThat(attempt.sent()).isTrue();
        assertThat(attempt.usage()).isEqualTo(Usage.UNKNOWN);
        assertThat(attempt.cost()).isEqualTo(Cost.NONE);
    }

    @Test
    void whatNeverLeftIsNotSent() {
        vendor.close();

        Failures.expect(
                ErrorCode.ENDPOINT_UNREACHABLE,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());
        Failures.expect(
                ErrorCode.NO_API_KEY,
                () -> acme.chat()
                        .model("anthropic/claude-sonnet-4-5")
                        .user("Hi")
                        .send());

        assertThat(usage()).extracting(event -> event.attempt().sent()).containsExactly(false, false);
        assertThat(usage()).extracting(event -> event.attempt().cost()).containsOnly(Cost.NONE);
    }

    @Test
    void aRequestThatIsNotAnsweredMayHaveCostItsInput() {
        Thread caller = Thread.currentThread();
        vendor.answering(request -> {
            caller.interrupt();
            return new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build();
        });

        Failures.expect(
                ErrorCode.CANCELLED,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());

        assertThat(Thread.interrupted()).isTrue();
        Attempt attempt = usage().get(0).attempt();
        assertThat(attempt.sent()).isTrue();
        assertThat(attempt.consumption().estimated()).isTrue();
        assertThat(attempt.usage().inputTokens()).isPositive();
        assertThat(attempt.usage().outputTokens()).isZero();
    }

    @Test
    void everyAttemptIsAnEventAndTheCallIsOneMore() {
        Library.connect(acme, "groq", Canary.make("gsk_"), second);
        vendor.answering(request -> Answers.overloaded());

        acme.chat()
                .model("openai/gpt-4o")
                .fallback("groq/llama-3.3-70b-versatile")
                .user("Hi")
                .send();

        assertThat(usage()).extracting(UsageEvent::number).containsExactly(1, 2);
        assertThat(usage()).extracting(event -> event.attempt().provider()).containsExactly("openai", "groq");
        List<ByokEvent> all = library.events;
        CallEvent call = (CallEvent) all.get(all.size() - 1);
        assertThat(call.failure()).isEmpty();
        assertThat(call.receipt().attempts())
                .isEqualTo(usage().stream().map(UsageEvent::attempt).toList());
    }

    private List<UsageEvent> usage() {
        return library.events.stream()
                .filter(UsageEvent.class::isInstance)
                .map(UsageEvent.class::cast)
                .toList();
    }
}
