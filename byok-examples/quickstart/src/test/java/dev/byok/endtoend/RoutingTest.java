package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.crypto.MasterKeys;
import dev.byok.crypto.TinkSealer;
import dev.byok.routing.Attempt;
import dev.byok.spi.Timeouts;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private StubVendor first;
    private StubVendor second;
    private Library library;
    private Tenant acme;

    @BeforeEach
    void start() throws Exception {
        first = new StubVendor();
        second = new StubVendor();
        library = new Library(first, second);
        acme = library.tenant("acme");
    }

    @AfterEach
    void close() {
        library.close();
        first.close();
        second.close();
    }

    @Test
    void aLabelPicksOneOfSeveralConfigurations() {
        Canary own = Canary.make().onlyFor(first.host());
        Canary shared = Canary.make().onlyFor(first.host());
        connect("openai", "Own", own, first);
        connect("openai", "Acme shared", shared, first);

        acme.chat().model("openai@Acme shared/gpt-4o").user("Hi").send();
        acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(first.keysSeen()).containsExactly(shared.value(), own.value());
    }

    @Test
    void anUnknownLabelHasNoKey() {
        connect("openai", "Own", Canary.make().onlyFor(first.host()), first);

        Failures.expect(
                ErrorCode.NO_API_KEY,
                () -> acme.chat().model("openai@Other/gpt-4o").user("Hi").send());
        assertThat(first.requests()).isEmpty();
    }

    @Test
    void theDefaultConfigurationCanBeChanged() {
        Canary oldest = Canary.make().onlyFor(first.host());
        Canary chosen = Canary.make().onlyFor(first.host());
        connect("openai", "Oldest", oldest, first);
        CredentialView row = connect("openai", "Chosen", chosen, first);

        acme.credentials().makeDefault(row.id());
        acme.chat().model("openai/gpt-4o").user("Hi").send();
        acme.credentials().disable(row.id());
        acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(first.keysSeen()).containsExactly(chosen.value(), oldest.value());
    }

    @Test
    void withoutAModelThePreferredProviderAnswersWithItsDefault() {
        connect("groq", "Groq", Canary.make("gsk_").onlyFor(second.host()), second);
        connect("openai", "OpenAI", Canary.make().onlyFor(first.host()), first);

        ChatResponse answer = acme.chat().user("Hi").send();

        assertThat(answer.receipt().attempts()).extracting(Attempt::provider).containsExactly("openai");
    }

    @Test
    void aKeyThatIsPinnedToAModelAnswersWithItUnlessTheCallNamesAnother() {
        Canary key = Canary.make().onlyFor(first.host());
        acme.credentials()
                .connect(CredentialInput.of("openai")
                        .field("api_key", key.value())
                        .field("base_url", first.baseUrl())
                        .field("model", "gpt-pinned"));

        acme.chat().user("Hi").send();
        acme.chat().model("openai").user("Hi").send();
        acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(first.requests())
                .extracting(request -> request.getBody().utf8())
                .satisfiesExactly(
                        body -> assertThat(body).contains("\"model\":\"gpt-pinned\""),
                        body -> assertThat(body).contains("\"model\":\"gpt-pinned\""),
                        body -> assertThat(body).contains("\"model\":\"gpt-4o\""));
    }

    @Test
    void withoutAnyKeyNothingIsSent() {
        ByokException failure = Failures.expect(
                ErrorCode.NO_API_KEY, () -> acme.chat().user("Hi").send());

        assertThat(failure.hint()).isPresent();
    }

    @Test
    void aWrongRequestIsNotTriedElsewhere() {
        connect("openai", "OpenAI", Canary.make().onlyFor(first.host()), first);
        connect("groq", "Groq", Canary.make("gsk_").onlyFor(second.host()), second);
        first.answering(request -> Answers.json(
                400,
                "{\"error\":{\"message\":\"Invalid value for 'temperature'\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"temperature\",\"code\":\"invalid_value\"}}"));

        Failures.expect(
                ErrorCode.INVALID_REQUEST,
                () -> acme.chat()
                        .model("openai/gpt-4o")
                        .fallback("groq/llama-3.3-70b-versatile")
                        .user("Hi")
                        .send());

        assertThat(second.requests()).isEmpty();
    }

    @Test
    void whenAllRoutesFailTheLastFailureBringsTheWholeReceipt() {
        connect("openai", "OpenAI", Canary.make().onlyFor(first.host()), first);
        connect("groq", "Groq", Canary.make("gsk_").onlyFor(second.host()), second);
        first.answering(request -> Answers.overloaded());
        second.answering(request -> Answers.json(
                        429,
                        "{\"error\":{\"message\":\"Rate limit reached\","
                                + "\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}")
                .newBuilder()
                .setHeader("Retry-After", "7")
                .build());

        ByokException failure = Failures.expect(
                ErrorCode.RATE_LIMITED,
                () -> acme.chat()
                        .model("openai/gpt-4o")
                        .fallback("groq/llama-3.3-70b-versatile", "anthropic/claude-sonnet-4-5")
                        .user("Hi")
                        .send());
        // the list ends with a provider that has no key, and its failure would say less than the one before
        assertThat(failure.provider()).hasValue("groq");
        assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(7));
        assertThat(failure.receipt().orElseThrow().attempts())
                .extracting(Attempt::error)
                .containsExactly(ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.RATE_LIMITED, ErrorCode.NO_API_KEY);
    }

    @Test
    void theTotalLimitIsForAllRoutesTogether() {
        connect("openai", "OpenAI", Canary.make().onlyFor(first.host()), first);
        connect("groq", "Groq", Canary.make("gsk_").onlyFor(second.host()), second);
        first.answering(request -> new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body("{}")
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build());

        Failures.expect(
                ErrorCode.TIMEOUT,
                () -> acme.chat()
                        .model("openai/gpt-4o")
                        .fallback("groq/llama-3.3-70b-versatile")
                        .timeouts(new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300)))
                        .user("Hi")
                        .send());

        assertThat(second.requests()).isEmpty();
    }

    @Test
    void aStreamThatIsClosedEarlyIsWrittenDownAsCancelled() {
        connect("openai", "OpenAI", Canary.make().onlyFor(first.host()), first);
        first.answering(request -> Answers.stream(List.of("Hel", "lo", ".")));

        ChatStream stream = acme.chat().model("openai/gpt-4o").user("Hi").stream();
        stream.next();
        stream.close();
        stream.close();

        assertThat(stream.receipt().attempts()).extracting(Attempt::error).containsExactly(ErrorCode.CANCELLED);
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        try (ByokClient client = ByokClient.builder()
                .providers(library.providers)
                .keyStore(library.store)
                .sealer(new TinkSealer(MasterKeys.ephemeral()))
                .listener(event -> {
                    throw new IllegalStateException("a bug of the application");
                })
                .build()) {
            Tenant tenant = client.tenant("acme");
            Library.connect(tenant, "openai", Canary.make(), first);

            assertThat(tenant.chat().model("openai/gpt-4o").user("Hi").send().text())
                    .isEqualTo("Hello.");
        }
    }

    @Test
    void anotherClientOnTheSameStoreUsesARotatedKeyAtOnce() {
        MasterKeys keys = MasterKeys.ephemeral();
        Canary before = Canary.make().onlyFor(first.host());
        Canary after = Canary.make().onlyFor(first.host());
        try (ByokClient here = client(keys);
                ByokClient there = client(keys)) {
            CredentialView row = Library.connect(here.tenant("acme"), "openai", before, first);
            there.tenant("acme").chat().model("openai/gpt-4o").user("Hi").send();

            here.tenant("acme").credentials().rotate(row.id(), Map.of("api_key", after.value()));
            there.tenant("acme").chat().model("openai/gpt-4o").user("Hi").send();
        }

        assertThat(first.keysSeen()).containsExactly(before.value(), after.value());
    }

    private ByokClient client(MasterKeys keys) {
        return ByokClient.builder()
                .providers(library.providers)
                .keyStore(library.store)
                .sealer(new TinkSealer(keys))
                .build();
    }

    private CredentialView connect(String provider, String label, Canary key, StubVendor vendor) {
        return acme.credentials()
                .connect(CredentialInput.of(provider)
                        .label(label)
                        .field("api_key", key.value())
                        .field("base_url", vendor.baseUrl()));
    }
}
