package dev.byok.providers.http;

import static dev.byok.providers.http.TestVendors.acme;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.ProviderCredential;
import dev.byok.testkit.Canary;
import dev.byok.testkit.LeakGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A key in the path of a URL. The leak guard looks at every log of every library from TRACE on, at every exception that was
 * made, at thread names and at the console; what a test watches is looked through besides.
 */
@Timeout(60)
class TransportPathKeyTest {

    private final Canary token = Canary.make("123456789:");
    private final MockWebServer server = new MockWebServer();
    private final Urls urls = new Urls(EndpointPolicy.publicHttps());
    private final Transport transport = new Transport(urls, Transport.Limits.DEFAULT);

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    private static VendorSpec at(String baseUrl) {
        return acme().field(Field.secret("bot_token", "Bot token"))
                .baseUrl(baseUrl)
                .auth(Auth.path("bot", "bot_token"))
                .build();
    }

    private VendorSpec vendor() {
        return at("http://127.0.0.1:" + server.getPort());
    }

    private static ProviderCredential credential(String token) {
        return ProviderCredential.builder("acme")
                .id("cred_1")
                .secret("bot_token", Secret.of(token))
                .build();
    }

    private Target target(VendorSpec vendor) {
        return new Target(vendor, credential(token.value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"getMe", "getMe?a=b%2Fc", "file/path/x.jpg", "get:Me"})
    void standsInFrontOfThePathOfTheCall(String path) throws InterruptedException {
        for (String base : new String[] {"", "/proxy", "/a/b"}) {
            server.enqueue(new MockResponse.Builder().build());
            VendorSpec vendor = at("http://127.0.0.1:" + server.getPort() + base);

            transport.exchange(target(vendor), HttpCall.get(path), context());

            assertThat(server.takeRequest().getTarget()).isEqualTo(base + "/bot" + token.value() + "/" + path);
        }
    }

    @Test
    void isInTheRequestLineOnly() throws InterruptedException {
        server.enqueue(new MockResponse.Builder().build());

        transport.exchange(target(vendor()), HttpCall.post("sendMessage", new byte[] {'{', '}'}), context());

        var request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/bot" + token.value() + "/sendMessage");
        assertThat(request.getHeaders().names())
                .containsExactlyInAnyOrder(
                        "Host",
                        "Connection",
                        "Accept-Encoding",
                        "User-Agent",
                        "Accept",
                        "Content-Type",
                        "Content-Length");
        assertThat(request.getHeaders().toString()).doesNotContain("FAKE");
    }

    @Test
    void isRememberedByNobody() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse.Builder().body("{}").build());
            HttpReply reply = transport.exchange(target(vendor()), HttpCall.get("getMe"), context());
            LeakGuard.watch(reply);
        }
        LeakGuard.watch(urls);
        LeakGuard.watch(transport);
        LeakGuard.watch(target(vendor()));
        LeakGuard.watch(vendor().auth());

        assertThat(urls.resolve(vendor(), credential(token.value()), HttpCall.get("getMe"))
                        .url()
                        .encodedPath())
                .isEqualTo("/getMe");
        LeakGuard.check();
    }

    @Test
    void isToldOfNoFailureOnTheWay() throws IOException {
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = free.getLocalPort();
        }
        assertFails(ErrorCode.ENDPOINT_UNREACHABLE, at("http://127.0.0.1:" + closed));
        assertFails(ErrorCode.ENDPOINT_UNREACHABLE, at("https://no-such-host.invalid"));
        try (ScriptedServer plain =
                ScriptedServer.start(connection -> connection.send("HTTP/1.1 400 No TLS\r\n\r\n"))) {
            assertFails(ErrorCode.ENDPOINT_UNREACHABLE, at(plain.url().replace("http:", "https:")));
        }
    }

    @Test
    void isToldOfNoFailureOfTheServer() {
        for (SocketEffect effect :
                new SocketEffect[] {new SocketEffect.CloseSocket(), SocketEffect.ShutdownConnection.INSTANCE}) {
            server.enqueue(new MockResponse.Builder().onRequestStart(effect).build());
            server.enqueue(new MockResponse.Builder().onRequestStart(effect).build());
            fails(vendor(), HttpCall.post("sendMessage", new byte[] {'{', '}'}));
        }
    }

    @Test
    void isToldOfNoTimeout() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        Duration soon = Duration.ofMillis(200);

        ByokException failure = LeakGuard.watch(catchThrowableOfType(
                ByokException.class,
                () -> transport.exchange(
                        target(vendor()), HttpCall.get("getMe"), within(Duration.ofSeconds(5), soon, soon))));

        assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void followsNoRedirect(int status) throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Location", "http://127.0.0.1:" + server.getPort() + "/elsewhere")
                .build());

        LeakGuard.watch(transport.exchange(target(vendor()), HttpCall.get("getMe"), context()));

        server.takeRequest();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void isTakenOutOfWhatTheServerEchoes() {
        Target target = target(vendor());
        String url = "https://api.telegram.org/bot" + token.value() + "/getMe";

        for (String echo : new String[] {
            url, url.replace(":AA", "%3AAA"), url.replace("bot123456789:", "bot123456789%3A"), token.value()
        }) {
            assertThat(LeakGuard.watch(ReplyFacts.scrub("cannot reach " + echo + " today", target)))
                    .isEqualTo("cannot reach [redacted] today");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1/../../admin",
                "1?x=",
                "1#",
                "1%2F..",
                "1 2",
                "..",
                "1\r\nHost: evil",
                "1\u0455",
                "1;x",
                "1@evil.example",
                "1\\evil"
            })
    void isRefusedWhenNoPathCanHoldIt(String bad) {
        ByokException refused = catchThrowableOfType(
                ByokException.class,
                () -> transport.exchange(new Target(vendor(), credential(bad)), HttpCall.get("getMe"), context()));

        assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(refused.summary())
                .isEqualTo("The request cannot be signed: the field bot_token cannot stand in a URL");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void isMissedWhenTheCredentialHasNone() {
        for (ProviderCredential none :
                new ProviderCredential[] {ProviderCredential.builder("acme").build(), credential("")}) {
            assertThat(catchThrowableOfType(
                                    ByokException.class,
                                    () -> transport.exchange(
                                            new Target(vendor(), none), HttpCall.get("getMe"), context()))
                            .code())
                    .isEqualTo(ErrorCode.CONFIGURATION);
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void goesToTheCustomersBaseUrlWhenThereIsOne() {
        ProviderCredential own = ProviderCredential.builder("acme")
                .fields(Map.of("base_url", "https://127.0.0.1/private"))
                .secret("bot_token", token.secret())
                .build();

        ByokException refused = LeakGuard.watch(catchThrowableOfType(
                ByokException.class,
                () -> transport.exchange(new Target(vendor(), own), HttpCall.get("getMe"), context())));

        assertThat(refused.code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
    }

    private void assertFails(ErrorCode code, VendorSpec vendor) {
        assertThat(fails(vendor, HttpCall.get("getMe")).code()).isEqualTo(code);
    }

    private ByokException fails(VendorSpec vendor, HttpCall call) {
        ByokException failure = LeakGuard.watch(
                catchThrowableOfType(ByokException.class, () -> transport.exchange(target(vendor), call, context())));
        assertThat(failure).hasNoCause();
        return failure;
    }
}
