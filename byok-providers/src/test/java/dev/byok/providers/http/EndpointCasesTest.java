package dev.byok.providers.http;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.credential;
import static dev.byok.providers.http.TestVendors.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.VendorSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every case of {@code ssrf/cases.json}, by the whole transport. Behind its guard all addresses lead to a trap on
 * loopback: a connection that is refused leaves it untouched, and one that is allowed arrives there.
 */
@Timeout(60)
class EndpointCasesTest {

    private static final VendorSpec VENDOR = TestVendors.at("https://api.acme.com/v1");

    private ScriptedServer trap;

    static List<EndpointCase> urls() {
        return EndpointCase.section("urls");
    }

    static List<EndpointCase> addresses() {
        return EndpointCase.section("addresses");
    }

    static List<EndpointCase> redirects() {
        return EndpointCase.section("redirects");
    }

    static List<EndpointCase> selfHosted() {
        return EndpointCase.section("selfHosted");
    }

    @BeforeEach
    void start() throws IOException {
        // whoever comes is shown the door, so a handshake does not wait
        trap = ScriptedServer.start(connection -> {});
    }

    @AfterEach
    void close() throws IOException {
        trap.close();
    }

    @Test
    void hasCasesOfBothVerdicts() {
        assertThat(urls()).hasSize(77).extracting(EndpointCase::allowed).contains(true, false);
        assertThat(addresses()).hasSize(37).extracting(EndpointCase::allowed).contains(true, false);
        assertThat(redirects()).hasSize(7).extracting(EndpointCase::allowed).containsOnly(false);
        assertThat(selfHosted()).hasSize(10).extracting(EndpointCase::allowed).contains(true, false);
    }

    @ParameterizedTest
    @MethodSource({"urls", "addresses"})
    void aRequestReachesPublicHttpsEndpointsOnly(EndpointCase endpoint) throws Exception {
        assertVerdict(endpoint, EndpointPolicy.publicHttps(), false);
    }

    @ParameterizedTest
    @MethodSource({"urls", "addresses"})
    void soDoesAWebSocket(EndpointCase endpoint) throws Exception {
        assertVerdict(endpoint, EndpointPolicy.publicHttps(), true);
    }

    @ParameterizedTest
    @MethodSource("selfHosted")
    void whatTheOperatorListedIsReachedInThePrivateNetworkOnly(EndpointCase endpoint) throws Exception {
        assertVerdict(endpoint, listing(), false);
    }

    @ParameterizedTest
    @MethodSource("selfHosted")
    void soItIsByAWebSocket(EndpointCase endpoint) throws Exception {
        assertVerdict(endpoint, listing(), true);
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void noRedirectIsFollowed(EndpointCase endpoint) throws Exception {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            try (ScriptedServer vendor =
                            ScriptedServer.answering(reply(status + " Moved", "", "Location: " + endpoint.location()));
                    Transport transport = transport(
                            EndpointPolicy.publicHttps().allowOrigin(vendor.url()),
                            host -> List.of(InetAddress.getByName("93.184.216.34")),
                            vendor.port())) {
                HttpReply answer = transport.exchange(target(vendor.url()), HttpCall.get("models"), context());

                assertThat(answer.status()).isEqualTo(status);
                assertThat(vendor.requests()).hasSize(1);
            }
        }
        assertNobodyCame(0);
    }

    private void assertVerdict(EndpointCase endpoint, EndpointPolicy policy, boolean socket) throws Exception {
        Deque<List<InetAddress>> answers = new ArrayDeque<>(endpoint.answers());
        Dns names = host -> answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        try (Transport transport = transport(policy, names, trap.port())) {
            // all but the last answer are those of a name service that is still honest
            for (int honest = endpoint.answers().size(); honest > 1; honest--) {
                assertThat(attempt(transport, endpoint, socket)).isNotEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
            }
            int before = trap.connections();

            ErrorCode outcome = attempt(transport, endpoint, socket);

            if (endpoint.allowed()) {
                trap.awaitConnection();
                assertThat(outcome).isNotEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
            } else {
                assertNobodyCame(before);
                // a name without an address is not refused: there is nowhere to go
                assertThat(outcome)
                        .isEqualTo(
                                answers.getFirst().isEmpty()
                                        ? ErrorCode.ENDPOINT_UNREACHABLE
                                        : ErrorCode.ENDPOINT_NOT_ALLOWED);
            }
        }
    }

    // a proxy would look names up itself, and hide where a connection leads
    @ParameterizedTest
    @ValueSource(strings = {"http.proxy", "https.proxy", "socksProxy"})
    void noProxyOfTheSystemStandsInTheWayOfAGuardedEndpoint(String proxy) throws Exception {
        Map<String, String> properties =
                Map.of(proxy + "Host", "127.0.0.1", proxy + "Port", "" + trap.port(), "http.nonProxyHosts", "");
        Map<String, String> before = new HashMap<>();
        properties.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        try (ScriptedServer vendor = ScriptedServer.answering(reply("200 OK", "{}"));
                Transport transport = new Transport(
                        new Urls(EndpointPolicy.publicHttps().allowOrigin(vendor.url())), Transport.Limits.DEFAULT)) {
            HttpReply answer = transport.exchange(target(vendor.url()), HttpCall.get("models"), context());

            assertThat(answer.status()).isEqualTo(200);
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
        }
        assertNobodyCame(0);
    }

    // connections are accepted in their order: who came before us is counted when we are shown the door
    private void assertNobodyCame(int before) throws IOException {
        try (Socket us = new Socket(InetAddress.getByName("127.0.0.1"), trap.port())) {
            assertThat(us.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(trap.connections()).isEqualTo(before + 1);
    }

    // the trap is no vendor, so every way in fails in some way
    private static ErrorCode attempt(Transport transport, EndpointCase endpoint, boolean socket) {
        Target target = target(endpoint.endpoint());
        ByokException e = failure(() -> {
            transport.endpoint(target.vendor(), target.credential().fields());
            if (socket) {
                try (LiveSlot slot = transport.takeLiveSlot(target)) {
                    transport.connect(target, HttpCall.get("live"), context(), slot, new Unexpected());
                }
            } else {
                transport.exchange(target, HttpCall.get("models"), context());
            }
        });
        assertThat(e.summary()).doesNotContain("169.254", "127.0.0.1", "10.0.0.");
        return e.code();
    }

    private Transport transport(EndpointPolicy policy, Dns names, int vendorPort) {
        SocketAddress elsewhere = new InetSocketAddress("127.0.0.1", trap.port());
        return new Transport(
                new Urls(policy),
                Transport.Limits.DEFAULT,
                new GoogleTokens(GoogleTokens.TOKEN_URL, Clock.systemUTC()),
                LiveLimits.DEFAULT,
                new Network(
                        names,
                        address -> address instanceof InetSocketAddress to && to.getPort() == vendorPort
                                ? to
                                : elsewhere));
    }

    private static EndpointPolicy listing() {
        EndpointPolicy policy = EndpointPolicy.publicHttps();
        for (String origin : EndpointCase.listed()) {
            policy = policy.allowOrigin(origin);
        }
        return policy;
    }

    private static Target target(String endpoint) {
        return new Target(
                VENDOR, credential(KEY).fields(Map.of("base_url", endpoint)).build());
    }

    private static final class Unexpected implements LiveSocket.Receiver {

        @Override
        public void opened(LiveSocket socket) {
            throw new AssertionError("it is no vendor");
        }

        @Override
        public void text(String message) {}

        @Override
        public void binary(byte[] message) {}

        @Override
        public void ended(LiveSocket.End end) {}
    }
}
