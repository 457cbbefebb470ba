package dev.byok.providers.engine;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.LONG;
import static dev.byok.providers.http.TestVendors.acme;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.credential;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.TestVendors;
import dev.byok.providers.http.Transport;
import dev.byok.providers.http.Urls;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Cancellation;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LiveValidatorTest {

    private static final String GOOD = reply("200 OK", "{}", "Content-Type: application/json");
    private static final String NOT_FOUND = reply("404 Not Found", "<html>", "Content-Type: text/html");

    @Test
    void aKeyThatGetsAnAnswerIsValid() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(GOOD)) {
            assertThat(validate(TestVendors.at(server.url()), credential(KEY).build()))
                    .isEqualTo(ValidationResult.valid("The key works."));
            assertThat(server.requests()).singleElement().asString().startsWith("GET /check HTTP");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401 Unauthorized, '{\"error\":\"bad key\"}', INVALID, AUTH_FAILED",
        "401 Unauthorized, <html>, INCONCLUSIVE, PERMISSION_DENIED",
        "402 Payment Required, '{\"error\":\"no credit\"}', VALID_LIMITED, QUOTA_EXCEEDED",
        "403 Forbidden, '{\"error\":\"no\"}', INCONCLUSIVE, PERMISSION_DENIED",
        "403 Forbidden, '{\"error\":{\"code\":\"scope\"}}', VALID_LIMITED, PERMISSION_DENIED",
        "404 Not Found, <html>, INCONCLUSIVE, ENDPOINT_UNREACHABLE",
        "408 Timeout, '', INCONCLUSIVE, TIMEOUT",
        "429 Slow down, '{\"error\":\"slow\"}', INCONCLUSIVE, RATE_LIMITED",
        "500 Error, '', INCONCLUSIVE, PROVIDER_UNAVAILABLE",
        "503 Later, '', INCONCLUSIVE, PROVIDER_UNAVAILABLE",
        "302 Found, '', INCONCLUSIVE, BAD_RESPONSE",
        "200 OK, <html>, INCONCLUSIVE, BAD_RESPONSE",
        "200 OK, '', INCONCLUSIVE, BAD_RESPONSE",
        "200 OK, '{\"error\":{\"code\":401,\"message\":\"bad key\"}}', INVALID, AUTH_FAILED",
        "200 OK, '{\"error\":{\"code\":503,\"message\":\"later\"}}', INCONCLUSIVE, PROVIDER_UNAVAILABLE"
    })
    void whatTheVendorSaysDecides(String status, String body, Verdict verdict, ErrorCode code) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(reply(status, body))) {
            VendorSpec vendor = acme().baseUrl(server.url())
                    .errors(ErrorRules.defaults().onLiveKey(error -> error.is("scope"), ErrorCode.PERMISSION_DENIED))
                    .build();

            ValidationResult result = validate(vendor, credential(KEY).build());

            assertThat(result.verdict()).isEqualTo(verdict);
            assertThat(result.code()).contains(code);
            assertThat(result.message()).isNotBlank();
        }
    }

    @Test
    void anEchoedKeyIsNotShown() throws IOException {
        String body = "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + ".\"}}";
        try (ScriptedServer server = ScriptedServer.answering(reply("401 Unauthorized", body))) {
            assertThat(validate(TestVendors.at(server.url()), credential(KEY).build())
                            .message())
                    .isEqualTo("Invalid API key. Acme answered 401: Incorrect API key provided: [redacted].");
        }
    }

    @Test
    void aVendorThatCannotBeReachedProvesNothing() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        ValidationResult refused = validate(
                TestVendors.at("http://127.0.0.1:" + port), credential(KEY).build());

        assertThat(refused.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(refused.code()).contains(ErrorCode.ENDPOINT_UNREACHABLE);
    }

    @Test
    void aVendorThatDoesNotAnswerInTimeProvesNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.awaitClientGone();
                });
                Transport transport = transport(EndpointPolicy.publicHttps())) {
            ValidationResult result = new LiveValidator(TestVendors.at(server.url()), transport)
                    .validate(credential(KEY).build(), within(LONG, LONG, Duration.ofMillis(200)));

            assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(result.code()).contains(ErrorCode.TIMEOUT);
        }
    }

    @Test
    void whatIsWrongOnThisSideIsThrown() throws IOException {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        VendorSpec vendor = TestVendors.at("https://api.acme.com");
        ProviderCredential noKey = ProviderCredential.builder("acme").build();
        ProviderCredential badUrl = withBaseUrl("http://127.0.0.1:1");
        try (Transport transport = transport(EndpointPolicy.publicHttps())) {
            LiveValidator validator = new LiveValidator(vendor, transport);

            assertThat(failure(() -> validator.validate(credential(KEY).build(), context(cancelled)))
                            .code())
                    .isEqualTo(ErrorCode.CANCELLED);
            assertThat(failure(() -> validator.validate(noKey, context())).code())
                    .isEqualTo(ErrorCode.CONFIGURATION);
            assertThat(failure(() -> validator.validate(badUrl, context())).code())
                    .isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
        }
    }

    @ParameterizedTest
    @CsvSource({"/v1, 2", "/api/v1, 3"})
    void findsTheApiBelowTheAddressThatWasPasted(String path, int requests) throws IOException {
        for (String typed : List.of("", "/")) {
            try (ScriptedServer server = serving(path + "/check")) {
                ValidationResult result = validateAt(server, typed);

                assertThat(result.verdict()).isEqualTo(Verdict.VALID);
                assertThat(result.suggestions()).isEqualTo(Map.of("base_url", server.url() + path));
                assertThat(server.requests()).hasSize(requests);
            }
        }
    }

    @Test
    void findsTheApiBelowAPathToo() throws IOException {
        try (ScriptedServer server = serving("/gateway/v1/check")) {
            assertThat(validateAt(server, "/gateway/").suggestions())
                    .isEqualTo(Map.of("base_url", server.url() + "/gateway/v1"));
        }
    }

    @Test
    void looksNowhereElseWhenTheAddressIsRight() throws IOException {
        for (String answer : List.of(GOOD, reply("401 No", "{\"error\":\"bad key\"}"), reply("429 Slow", "{}"))) {
            try (ScriptedServer server = ScriptedServer.answering(answer)) {
                assertThat(validateAt(server, "").suggestions()).isEmpty();
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void keepsTheFirstVerdictWhenNoOtherAddressIsBetter() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(NOT_FOUND)) {
            ValidationResult result = validateAt(server, "");

            assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(result.code()).contains(ErrorCode.ENDPOINT_UNREACHABLE);
            assertThat(result.hint())
                    .hasValueSatisfying(hint -> assertThat(hint).contains("/v1"));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void looksNowhereElseForTheVendorsOwnAddress() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(NOT_FOUND)) {
            validate(TestVendors.at(server.url()), credential(KEY).build());

            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void saysSoWhenThereIsNoAddressToAsk() {
        ValidationResult result =
                validate(acme().endpointPerCall().build(), credential(KEY).build());

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsTheCheckWhetherThereIsASecret(boolean secret) {
        LiveCheck check = subject -> new LiveCheck.Step.Known(
                ValidationResult.valid("secret: " + !subject.secrets().isEmpty()));
        VendorSpec vendor = acme().baseUrl("https://api.acme.com").check(check).build();

        assertThat(validate(vendor, credential(secret ? KEY : "").build()).message())
                .isEqualTo("secret: " + secret);
    }

    private static ScriptedServer serving(String path) throws IOException {
        return ScriptedServer.start(connection -> {
            for (String request = connection.readRequest(); request != null; request = connection.readRequest()) {
                connection.send(request.startsWith("GET " + path + " HTTP") ? GOOD : NOT_FOUND);
            }
        });
    }

    private static ValidationResult validateAt(ScriptedServer server, String path) {
        try (Transport transport = transport(EndpointPolicy.publicHttps().allowOrigin(server.url()))) {
            return new LiveValidator(TestVendors.at("https://api.acme.com"), transport)
                    .validate(withBaseUrl(server.url() + path), context());
        }
    }

    private static ValidationResult validate(VendorSpec vendor, ProviderCredential credential) {
        try (Transport transport = transport(EndpointPolicy.publicHttps())) {
            return new LiveValidator(vendor, transport).validate(credential, context());
        }
    }

    private static ProviderCredential withBaseUrl(String url) {
        return credential(KEY).fields(Map.of("base_url", url)).build();
    }

    private static Transport transport(EndpointPolicy policy) {
        return new Transport(new Urls(policy), Transport.Limits.DEFAULT);
    }
}
