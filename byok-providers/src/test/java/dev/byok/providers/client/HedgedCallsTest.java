package dev.byok.providers.client;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.ScriptedServer.streamHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.ByokClient;
import dev.byok.ChatCall;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.event.CallEvent;
import dev.byok.event.UsageEvent;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.ScriptedServer.Script;
import dev.byok.routing.Attempt;
import dev.byok.routing.HedgePolicy;
import dev.byok.routing.Receipt;
import dev.byok.routing.RetryPolicy;
import dev.byok.spi.Timeouts;
import dev.byok.store.InMemoryKeyStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Field lesson T57, on the wire: who loses is cancelled at its vendor, and is in the receipt and among the events. */
@Timeout(60)
final class HedgedCallsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    // far longer than it takes to reach the first vendor: the first attempt takes the first route
    private static final Duration LATE = Duration.ofMillis(300);

    private static final String ROLE = chunk("{\"role\":\"assistant\"}", "null");
    private static final String ANSWER =
            ROLE + chunk("{\"content\":\"Hello.\"}", "null") + chunk("{}", "\"stop\"") + "data: [DONE]\n\n";
    private static final String WHOLE = """
            {"id":"1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant",
             "content":"Hello."},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2}}
            """;

    private final List<UsageEvent> usage = new CopyOnWriteArrayList<>();
    private final List<CallEvent> ends = new CopyOnWriteArrayList<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private ScriptedServer first;
    private ScriptedServer second;
    private Providers providers;
    private ByokClient client;

    @AfterEach
    void close() throws IOException {
        client.close();
        providers.close();
        first.close();
        second.close();
    }

    @Test
    void aLateStreamIsServedByTheNextRouteAndCancelledAtItsVendor() throws Exception {
        // it answers, but not with content
        first = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(streamHead() + ROLE);
            connection.awaitClientGone();
        });
        second = ScriptedServer.start(once(streamHead() + ANSWER));
        Tenant acme = tenant();

        Receipt receipt;
        try (ChatStream stream = call(acme).stream()) {
            assertThat(stream.toResponse().text()).isEqualTo("Hello.");
            receipt = stream.receipt();
        }

        first.awaitAbandoned();
        assertBoth(receipt, "openai", "groq");
        assertNoKeyIsTakenForWrong(acme);
    }

    @Test
    void aSecondStreamThatIsSlowerIsCancelledAtItsVendor() throws Exception {
        second = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(streamHead() + ROLE);
            connection.awaitClientGone();
        });
        first = ScriptedServer.start(connection -> {
            connection.readRequest();
            second.awaitRequest();
            connection.send(streamHead() + ANSWER);
        });
        Tenant acme = tenant();

        try (ChatStream stream = call(acme).stream()) {
            second.awaitAbandoned();
            assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.toResponse().text()).isEqualTo("Hello.");
            assertBoth(stream.receipt(), "groq", "openai");
        }
        assertNoKeyIsTakenForWrong(acme);
    }

    @Test
    void aLateAnswerIsServedByTheNextRouteAndCancelledAtItsVendor() throws Exception {
        first = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.awaitClientGone();
        });
        second = ScriptedServer.start(once(reply("200 OK", WHOLE, "Content-Type: application/json")));
        Tenant acme = tenant();

        ChatResponse answer = call(acme).send();

        first.awaitAbandoned();
        assertThat(answer.text()).isEqualTo("Hello.");
        assertBoth(answer.receipt(), "openai", "groq");
    }

    private void assertBoth(Receipt receipt, String loser, String winner) {
        assertThat(receipt.attempts())
                .extracting(Attempt::provider, Attempt::sent, Attempt::error)
                .containsExactlyInAnyOrder(tuple(loser, true, ErrorCode.CANCELLED), tuple(winner, true, null));
        assertThat(receipt.served().orElseThrow().provider()).isEqualTo(winner);
        // what the vendor of the loser may charge for is told, and told to be an estimate
        Attempt lost = receipt.attempts().stream()
                .filter(attempt -> attempt.provider().equals(loser))
                .findFirst()
                .orElseThrow();
        assertThat(lost.consumption().estimated()).isTrue();
        assertThat(lost.usage().inputTokens()).isPositive();
        assertThat(usage).extracting(UsageEvent::attempt).containsExactlyInAnyOrderElementsOf(receipt.attempts());
        assertThat(ends)
                .singleElement()
                .satisfies(end -> assertThat(end.failure()).isEmpty());
        assertThat(first.requests()).hasSize(1);
        assertThat(second.requests()).hasSize(1);
    }

    private static void assertNoKeyIsTakenForWrong(Tenant tenant) {
        assertThat(tenant.credentials().list())
                .hasSize(2)
                .extracting(CredentialView::status)
                .containsOnly(CredentialStatus.UNTESTED);
    }

    private Tenant tenant() {
        providers = Providers.builder()
                .endpointPolicy(
                        EndpointPolicy.publicHttps().allowOrigin(first.url()).allowOrigin(second.url()))
                .build();
        client = ByokClient.builder()
                .providers(providers)
                .keyStore(new InMemoryKeyStore())
                .sealer(new MemorySealer())
                .retries(RetryPolicy.NONE)
                .timeouts(new Timeouts(LONG, LONG, LONG))
                .hedging(new HedgePolicy(LATE, 1))
                .listener(event -> {
                    if (event instanceof UsageEvent one) {
                        usage.add(one);
                        if (one.attempt().error() == ErrorCode.CANCELLED) {
                            cancelled.countDown();
                        }
                    } else if (event instanceof CallEvent end) {
                        ends.add(end);
                    }
                })
                .build();
        Tenant acme = client.tenant("acme");
        acme.credentials().connect(at(first, "openai"));
        acme.credentials().connect(at(second, "groq"));
        return acme;
    }

    private static CredentialInput at(ScriptedServer server, String provider) {
        return CredentialInput.of(provider)
                .field("api_key", "sk-FAKE-" + provider + "-Xq7Zr2Lm9Xw4Tn8Vb3Kd6Hs1Pf5Gj0Cy")
                .field("base_url", server.url() + "/v1");
    }

    private static ChatCall call(Tenant tenant) {
        return tenant.chat().model("openai/m").fallback("groq/m").user("Hi");
    }

    private static Script once(String reply) {
        return connection -> {
            connection.readRequest();
            connection.send(reply);
        };
    }

    private static String chunk(String delta, String finish) {
        return "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
                + delta + ",\"finish_reason\":" + finish + "}]}\n\n";
    }
}
