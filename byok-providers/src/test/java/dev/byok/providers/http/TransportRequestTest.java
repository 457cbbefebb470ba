package dev.byok.providers.http;

import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.acme;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.credential;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
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
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the machine. */
@Timeout(60)
class TransportRequestTest {

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

    private String base() {
        return "http://127.0.0.1:" + server.getPort() + "/v1";
    }

    private RecordedRequest sent(Target target, HttpCall call) throws InterruptedException {
        server.enqueue(new MockResponse.Builder().build());
        transport.exchange(target, call, context());
        return server.takeRequest();
    }

    @Test
    void sendsTheKeyOnceInItsHeaderAndNowhereElse() throws InterruptedException {
        RecordedRequest request =
                sent(target(TestVendors.at(base())), HttpCall.post("chat?beta=true", "{\"a\":1}".getBytes(UTF_8)));

        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo("/v1/chat?beta=true");
        assertThat(request.getHeaders().values("Authorization")).containsExactly("Bearer " + KEY);
        assertThat(wholeText(request).split(KEY, -1)).hasSize(2);
        assertThat(request.getBody().utf8()).isEqualTo("{\"a\":1}");
    }

    @Test
    void sendsNoHeaderThatNobodyAskedFor() throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Set-Cookie", "session=1; Path=/")
                .addHeader("Cache-Control", "max-age=3600")
                .addHeader("ETag", "\"1\"")
                .build());
        Target target = target(TestVendors.at(base()));
        transport.exchange(target, HttpCall.get("models"), context());
        server.takeRequest();

        assertThat(sent(target, HttpCall.get("models")).getHeaders().names())
                .containsExactlyInAnyOrder(
                        "Host", "Connection", "Accept-Encoding", "User-Agent", "Accept", "Authorization");
        assertThat(sent(target, HttpCall.post("chat", new byte[] {'{', '}'}))
                        .getHeaders()
                        .names())
                .containsExactlyInAnyOrder(
                        "Host",
                        "Connection",
                        "Accept-Encoding",
                        "User-Agent",
                        "Accept",
                        "Authorization",
                        "Content-Type",
                        "Content-Length");
    }

    @Test
    void sendsJsonWithoutACharset() throws InterruptedException {
        RecordedRequest request = sent(target(TestVendors.at(base())), HttpCall.post("chat", new byte[] {'{', '}'}));

        assertThat(request.getHeaders().values("Content-Type")).containsExactly("application/json");
        assertThat(request.getHeaders().get("Content-Length")).isEqualTo("2");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
    }

    @Test
    void asksForAStreamOfEvents() throws InterruptedException {
        server.enqueue(new MockResponse.Builder().build());
        transport.stream(target(TestVendors.at(base())), HttpCall.post("chat", new byte[0]), context())
                .close();

        assertThat(server.takeRequest().getHeaders().values("Accept")).containsExactly("text/event-stream");
    }

    @Test
    void putsHeadersOfTheVendorTheCredentialAndTheCallIn() throws InterruptedException {
        VendorSpec vendor = acme().baseUrl(base())
                .header("acme-version", "2026-01-01")
                .field(Field.text("organization_id", "Organization"), "Acme-Organization")
                .field(Field.text("project_id", "Project"), "Acme-Project")
                .auth(Auth.header("x-api-key", "api_key"))
                .build();
        ProviderCredential credential =
                credential(KEY).fields(Map.of("organization_id", "org-1")).build();

        Headers headers = sent(
                        new Target(vendor, credential),
                        HttpCall.get("models").with("acme-beta", "tools").with("Accept", "application/x-acme"))
                .getHeaders();

        assertThat(headers.values("x-api-key")).containsExactly(KEY);
        assertThat(headers.values("acme-version")).containsExactly("2026-01-01");
        assertThat(headers.values("acme-organization")).containsExactly("org-1");
        assertThat(headers.values("acme-project")).isEmpty();
        assertThat(headers.values("acme-beta")).containsExactly("tools");
        assertThat(headers.values("accept")).containsExactly("application/x-acme");
        assertThat(headers.values("authorization")).isEmpty();
    }

    @Test
    void letsNothingElseSetTheHeaderOfTheKey() throws InterruptedException {
        VendorSpec vendor = acme().baseUrl(base())
                .header("authorization", "Bearer of-the-vendor")
                .field(Field.text("organization_id", "Organization"), "AUTHORIZATION")
                .build();
        ProviderCredential credential = credential(KEY)
                .fields(Map.of("organization_id", "Bearer of-a-field"))
                .build();

        RecordedRequest request = sent(
                new Target(vendor, credential), HttpCall.get("models").with("Authorization", "Bearer of-the-call"));

        assertThat(request.getHeaders().values("Authorization")).containsExactly("Bearer " + KEY);
    }

    @Test
    void sendsNoHeaderForAnOptionalKeyThatIsMissingOrEmpty() throws InterruptedException {
        VendorSpec vendor =
                acme().baseUrl(base()).auth(Auth.optionalBearer("api_key")).build();
        ProviderCredential none = ProviderCredential.builder("acme").build();
        ProviderCredential empty = credential("").build();

        assertThat(sent(new Target(vendor, none), HttpCall.get("models"))
                        .getHeaders()
                        .get("Authorization"))
                .isNull();
        assertThat(sent(new Target(vendor, empty), HttpCall.get("models"))
                        .getHeaders()
                        .get("Authorization"))
                .isNull();
        assertThat(sent(target(vendor), HttpCall.get("models")).getHeaders().get("Authorization"))
                .isEqualTo("Bearer " + KEY);
    }

    @Test
    void refusesToSendWithoutARequiredKey() {
        VendorSpec vendor = TestVendors.at(base());

        for (ProviderCredential credential : new ProviderCredential[] {
            ProviderCredential.builder("acme").build(), credential("").build()
        }) {
            assertNotSent(new Target(vendor, credential), HttpCall.get("models"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\t", "\u0000", "\u007f", "\u00e9", "\u200b", "\u0455", "\uD83D\uDE00"})
    void refusesToSendAKeyThatNoHeaderCanHold(String bad) {
        for (String key : new String[] {bad + KEY, "sk-FAKE-Zq8vTn" + bad + "3xWb2Hf9", KEY + bad}) {
            ByokException e = assertNotSent(
                    new Target(TestVendors.at(base()), credential(key).build()), HttpCall.get("models"));

            assertThat(e.summary()).contains("U+%04X".formatted((int) bad.charAt(0)));
        }
    }

    @Test
    void refusesToSendAFieldThatNoHeaderCanHold() {
        VendorSpec vendor = acme().baseUrl(base())
                .field(Field.text("organization_id", "Organization"), "Acme-Organization")
                .build();
        for (String bad : new String[] {"org\r\nX-Evil: 1", "org-\u00e9", "org\u0000"}) {
            ByokException e = assertNotSent(
                    new Target(
                            vendor,
                            credential(KEY)
                                    .fields(Map.of("organization_id", bad))
                                    .build()),
                    HttpCall.get("models"));

            assertThat(e.summary()).contains("organization_id").doesNotContain("Evil");
        }
    }

    @Test
    void refusesToSendWithAClosedCredential() {
        ProviderCredential credential = ProviderCredential.builder("acme")
                .secret("api_key", Secret.of(KEY))
                .build();
        credential.close();

        assertNotSent(new Target(TestVendors.at(base()), credential), HttpCall.get("models"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../admin", "models/../../admin", "../v1x/models"})
    void refusesAPathThatLeavesTheBase(String path) {
        ByokException e =
                failure(() -> transport.exchange(target(TestVendors.at(base())), HttpCall.get(path), context()));

        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void sendsToTheUrlOfTheCallToTheLetter() throws InterruptedException {
        String origin = "http://127.0.0.1:" + server.getPort();
        VendorSpec vendor = acme().endpointPerCall().build();
        ProviderCredential credential =
                credential(KEY).callUrl(origin + "/my/llm/?sig=a%2Fb").build();
        server.enqueue(new MockResponse.Builder().build());

        try (Transport listed =
                new Transport(new Urls(EndpointPolicy.publicHttps().allowOrigin(origin)), Transport.Limits.DEFAULT)) {
            listed.exchange(new Target(vendor, credential), HttpCall.post("chat/completions", new byte[0]), context());
        }

        assertThat(server.takeRequest().getTarget()).isEqualTo("/my/llm/?sig=a%2Fb");
    }

    @Test
    void contactsNoEndpointThatThePolicyRefuses() {
        String origin = "http://127.0.0.1:" + server.getPort();
        Target baseUrl = new Target(
                TestVendors.at("https://api.acme.com"),
                credential(KEY).fields(Map.of("base_url", origin)).build());
        Target callUrl = new Target(
                acme().endpointPerCall().build(),
                credential(KEY).callUrl(origin).build());

        for (Target target : new Target[] {baseUrl, callUrl}) {
            ByokException e = failure(() -> transport.exchange(target, HttpCall.get("models"), context()));
            assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
        }
        assertThat(server.getRequestCount()).isZero();
    }

    // listed by its decimal spelling: only the connection shows that it is the metadata service of most clouds
    @Test
    void contactsNoMetadataServiceThatTheOperatorListedUnawares() {
        String origin = "http://2852039166";
        try (Transport listed =
                new Transport(new Urls(EndpointPolicy.publicHttps().allowOrigin(origin)), Transport.Limits.DEFAULT)) {
            Target target = new Target(
                    TestVendors.at("https://api.acme.com"),
                    credential(KEY).fields(Map.of("base_url", origin)).build());

            ByokException e = failure(() -> listed.exchange(target, HttpCall.get("models"), context()));

            assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
        }
    }

    private ByokException assertNotSent(Target target, HttpCall call) {
        ByokException e = failure(() -> transport.exchange(target, call, context()));

        assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(e.provider()).contains("acme");
        assertThat(e.hint()).isPresent();
        assertThat(failure(() -> transport.stream(target, call, context()).close())
                        .code())
                .isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(server.getRequestCount()).isZero();
        return e;
    }

    private static String wholeText(RecordedRequest request) {
        StringBuilder text = new StringBuilder(request.getRequestLine());
        // its own text hides what it takes for secret
        request.getHeaders()
                .forEach(header ->
                        text.append('\n').append(header.getFirst()).append(": ").append(header.getSecond()));
        return text + "\n\n" + request.getBody().utf8();
    }
}
