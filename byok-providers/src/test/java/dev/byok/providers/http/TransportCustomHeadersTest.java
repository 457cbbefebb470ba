package dev.byok.providers.http;

import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.acme;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.FieldFault;
import dev.byok.credential.Secret;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.ProviderCredential;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that a customer stored with a key: sent beside the vendor's, never in place of one. */
@Timeout(60)
class TransportCustomHeadersTest {

    private final MockWebServer server = new MockWebServer();
    private final Transport transport = new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT);

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    private VendorSpec vendor() {
        return acme().baseUrl("http://127.0.0.1:" + server.getPort())
                .header("acme-version", "2026-01-01")
                .field(Field.text("project_id", "Project"), "Acme-Project")
                .auth(Auth.header("acme-key", "api_key"))
                .build();
    }

    private static ProviderCredential with(String headers) {
        return ProviderCredential.builder("acme")
                .id("cred_1")
                .fields(Map.of("project_id", "p1"))
                .secret("api_key", Secret.of(KEY))
                .secret("custom_headers", Secret.of(headers))
                .build();
    }

    @Test
    void areSentBesideTheVendors() throws InterruptedException {
        server.enqueue(new MockResponse.Builder().build());

        transport.exchange(
                new Target(vendor(), with("X-Proxy-Password: FAKE-pass\nx-team: blue")),
                HttpCall.get("models").with("acme-beta", "tools"),
                context());

        Headers headers = server.takeRequest().getHeaders();
        assertThat(headers.values("x-proxy-password")).containsExactly("FAKE-pass");
        assertThat(headers.values("x-team")).containsExactly("blue");
        assertThat(headers.values("acme-version")).containsExactly("2026-01-01");
        assertThat(headers.values("acme-project")).containsExactly("p1");
        assertThat(headers.values("acme-beta")).containsExactly("tools");
        assertThat(headers.values("acme-key")).containsExactly(KEY);
    }

    @Test
    void ofOneCallAreNotSentWithTheNext() throws InterruptedException {
        for (String name : new String[] {"x-team", "x-other"}) {
            server.enqueue(new MockResponse.Builder().build());
            transport.exchange(new Target(vendor(), with(name + ": blue")), HttpCall.get("models"), context());
        }

        assertThat(server.takeRequest().getHeaders().names()).contains("x-team").doesNotContain("x-other");
        assertThat(server.takeRequest().getHeaders().names())
                .contains("x-other")
                .doesNotContain("x-team");
    }

    // what is stored was checked when it was saved; but not only this library writes to databases
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ACME-KEY: FAKE",
                "Acme-Version: FAKE",
                "acme-project: FAKE",
                "Acme-Beta: FAKE",
                "user-agent: FAKE",
                "Authorization: Bearer FAKE",
                "Host: evil.example",
                "Content-Length: 0",
                "Transfer-Encoding: chunked",
                ":authority: evil.example",
                "x-a: 1\r\nHost evil.example",
                "x-a: caf\u00e9",
                "x-a"
            })
    void areRefusedWhenTheyAreSentAlthoughNobodyMaySetThem(String stored) {
        Target target = new Target(vendor(), with(stored));
        HttpCall call = HttpCall.get("models").with("acme-beta", "tools");

        for (ByokException refused : new ByokException[] {
            failure(() -> transport.exchange(target, call, context())),
            failure(() -> transport.stream(target, call, context()).close())
        }) {
            assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
            assertThat(refused.credentialId()).contains("cred_1");
            assertThat(refused.hint()).isPresent();
            assertThat(refused.getMessage()).doesNotContain("FAKE", "evil");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme-key", "Acme-Version", "ACME-PROJECT", "User-Agent"})
    void areRefusedWhenTheyAreSavedAndAreTheVendors(String name) {
        ByokException refused =
                failure(() -> Signer.requireSendable(vendor(), with("x-team: blue\n" + name + ": FAKE")));

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_FIELDS);
        assertThat(refused.faults())
                .extracting(FieldFault::message)
                .containsExactly("custom_headers may not set a header that byok sets for Acme");
        assertThat(refused.getMessage()).doesNotContain("FAKE");
    }

    @Test
    void maySetWhatIsNotTheVendors() {
        assertThatCode(() -> Signer.requireSendable(vendor(), with("x-team: blue")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Signer.requireSendable(
                        vendor(),
                        ProviderCredential.builder("acme")
                                .secret("api_key", Secret.of(KEY))
                                .build()))
                .doesNotThrowAnyException();
    }
}
