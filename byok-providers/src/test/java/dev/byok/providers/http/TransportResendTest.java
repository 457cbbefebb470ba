package dev.byok.providers.http;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.HttpCall;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is sent once, and to where it was meant for. */
@Timeout(60)
class TransportResendTest {

    private static final HttpCall GET = HttpCall.get("models");
    private static final HttpCall POST = HttpCall.post("chat", new byte[] {'{', '}'});
    private static final HttpCall EMPTY_POST =
            new HttpCall("POST", "chat", List.of(), null, HttpCall.get("chat").place());

    private final Transport transport = new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT);

    @AfterEach
    void stop() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws IOException {
        try (ScriptedServer other = ScriptedServer.answering(reply("200 OK", "stolen"))) {
            for (String location : List.of(
                    other.url() + "/v1/models",
                    "//127.0.0.1:" + other.port() + "/",
                    "https://127.0.0.1:" + other.port() + "/",
                    "http://localhost:" + other.port() + "/",
                    "/elsewhere",
                    "models/",
                    "",
                    ":")) {
                try (ScriptedServer server =
                        ScriptedServer.answering(reply(status + " Moved", "", "Location: " + location))) {
                    Target target = target(TestVendors.at(server.url()));
                    for (HttpCall call : List.of(GET, POST)) {
                        assertThat(transport.exchange(target, call, context()).status())
                                .isEqualTo(status);
                        try (StreamReply stream = transport.stream(target, call, context())) {
                            assertThat(stream.isEventStream()).isFalse();
                            assertThat(stream.whole().status()).isEqualTo(status);
                        }
                    }
                    assertThat(server.requests()).hasSize(4);
                }
            }
            assertThat(other.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "503, 0",
        "503, 00",
        "503, ' 0 '",
        "503, 1",
        "503, 99999999999",
        "408, 0",
        "408, 99999999999",
        "408,",
        "429, 0",
        "500, 0",
        "502, 0",
        "504, 0"
    })
    void sendsOnceWhateverTheVendorSaysAboutTryingAgain(int status, String retryAfter) throws IOException {
        String header = retryAfter == null ? "X-Nothing: 0" : "Retry-After: " + retryAfter;
        for (HttpCall call : List.of(GET, POST, EMPTY_POST)) {
            try (ScriptedServer server = ScriptedServer.answering(reply(status + " Later", "{}", header))) {
                HttpReply reply = transport.exchange(target(TestVendors.at(server.url())), call, context());

                assertThat(reply.status()).isEqualTo(status);
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "7, PT7S", "1.5, PT1.5S", "99999999999,", "soon,", ","})
    void keepsWhatTheVendorSaidAboutTryingAgain(String retryAfter, Duration expected) throws IOException {
        String header = retryAfter == null ? "X-Nothing: 0" : "Retry-After: " + retryAfter;
        for (String status : List.of("503 Unavailable", "408 Timeout", "429 Too Many Requests")) {
            try (ScriptedServer server = ScriptedServer.answering(reply(status, "{}", header))) {
                HttpReply reply = transport.exchange(target(TestVendors.at(server.url())), POST, context());

                assertThat(ReplyFacts.of(reply).retryAfter()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic realm=\"x\"", "Bearer", "Digest realm=\"x\", nonce=\"y\""})
    void answersNoChallenge(String challenge) throws IOException {
        try (ScriptedServer server =
                ScriptedServer.answering(reply("401 Unauthorized", "{}", "WWW-Authenticate: " + challenge))) {
            assertThat(transport
                            .exchange(target(TestVendors.at(server.url())), POST, context())
                            .status())
                    .isEqualTo(401);
            assertThat(server.requests()).hasSize(1);
        }
    }

    // whether the vendor worked on it, and charged for it, nobody knows
    @Test
    void sendsNoRequestWithABodyAgainWhenAPooledConnectionDiesUnderIt() throws IOException {
        for (HttpCall call : List.of(POST, EMPTY_POST)) {
            try (ScriptedServer server = ScriptedServer.start(connection -> {
                if (connection.number() > 0) {
                    connection.readRequest();
                    connection.send(reply("200 OK", "again"));
                    return;
                }
                connection.readRequest();
                connection.send(reply("200 OK", "first"));
                connection.readRequest();
            })) {
                Target target = target(TestVendors.at(server.url()));
                assertThat(transport.exchange(target, call, context()).status()).isEqualTo(200);

                ByokException e = failure(() -> transport.exchange(target, call, context()));

                assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
                assertThat(server.requests()).hasSize(2);
                assertThat(server.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void sendsNothingAgainOnAFreshConnectionThatDies() throws IOException {
        for (HttpCall call : List.of(GET, POST)) {
            try (ScriptedServer server = ScriptedServer.start(connection -> {
                connection.readRequest();
                connection.reset();
            })) {
                ByokException e =
                        failure(() -> transport.exchange(target(TestVendors.at(server.url())), call, context()));

                assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void readsAListAgainWhenItsPooledConnectionWasDead() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(reply("200 OK", "{}"));
            if (connection.number() == 0) {
                connection.readRequest();
            }
        })) {
            Target target = target(TestVendors.at(server.url()));
            transport.exchange(target, GET, context());

            assertThat(transport.exchange(target, GET, context()).status()).isEqualTo(200);
            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request.split(KEY, -1)).hasSize(2));
        }
    }
}
