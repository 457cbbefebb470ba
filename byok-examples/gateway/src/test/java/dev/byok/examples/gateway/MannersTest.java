package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.examples.gateway.RunningGateway.Answer;
import dev.byok.testkit.Canary;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway does with requests that are not as they should be, and what it tells browsers. */
class MannersTest {

    private static final String ACME = RunningGateway.ACME;

    @TempDir
    static Path home;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new RunningGateway(home);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void saysThatItIsWellWithoutAToken() {
        assertThat(gateway.get(null, "/healthz").status()).isEqualTo(200);
    }

    @Test
    void servesNobodyWithoutATenantsToken() {
        assertThat(gateway.routes()).hasSizeGreaterThan(20);
        for (String route : gateway.routes()) {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{\\w+}", "openai");
            String body = method.equals("GET") ? null : "{}";
            if (method.equals("WEBSOCKET")) {
                assertThat(gateway.upgrade(null, path).status()).as(route).isEqualTo(401);
                assertThat(gateway.upgrade("no-tenants-token", path).status())
                        .as(route)
                        .isEqualTo(401);
                continue;
            }

            Answer nobody = gateway.send(null, method, path, body);

            assertThat(nobody.status()).as(route).isEqualTo(401);
            assertThat(nobody.header("WWW-Authenticate")).as(route).isEqualTo("Bearer");
            assertThat(gateway.send("no-tenants-token", method, path, body).status())
                    .as(route)
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{\"provider\":1}",
                "{\"provider\":\"openai\",\"provider\":\"groq\"}",
                "null"
            })
    void refusesBodiesThatAreNotAsTheyShouldBe(String body) {
        Answer answer = gateway.post(ACME, "/v1/providers", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").path("code").asText()).isEqualTo("invalid_request");
    }

    @Test
    void limitsBodies() {
        Answer answer = gateway.post(ACME, "/v1/providers", "{\"provider\":\"" + "x".repeat(300_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void answersUnknownRoutesInTheShapeOfTheOthers() {
        assertThat(gateway.get(ACME, "/v1/nothing")
                        .json()
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("not_found");
    }

    @Test
    void answersOpenAisClientsInTheirShape() {
        Answer answer = gateway.post(ACME, "/v1/chat/completions", "{\"messages\":[]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(answer.json().path("error").path("code").asText()).isEqualTo("invalid_request");
    }

    @Test
    void tellsBrowsersToLoadNothingFromElsewhere() {
        Answer page = gateway.get(null, "/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Server")).isEmpty();
        assertThat(gateway.get(ACME, "/v1/providers").header("Cache-Control")).isEqualTo("no-store");
    }

    /** The guard of all tests looks at every log line, stream and exception for the canary. */
    @Test
    void tellsNoKeyToAnyLogOrAnswer() throws IOException {
        String key = Canary.make().value();

        assertThat(gateway.post(ACME, "/v1/providers", "{\"provider\":\"openai\",\"api_key\":\"" + key + "\"}")
                        .text())
                .doesNotContain(key);
        assertThat(gateway.post(ACME, "/v1/providers", "{\"provider\":\"openai\",\"" + key + "\":\"" + key)
                        .text())
                .doesNotContain(key);
        assertThat(raw("GET /v1/providers/" + key)).contains("400 Bad Request").doesNotContain(key);
        assertThat(raw("GET /v1/" + key)).contains("404 Not Found").doesNotContain(key);
        assertThat(gateway.get(key, "/v1/providers").text()).doesNotContain(key);
        assertThat(gateway.post(ACME, "/v1/chat/completions", "{\"model\":\"openai/" + key + "\"}")
                        .text())
                .doesNotContain(key);
    }

    // clients of the platform log paths, and that is not what is looked at here
    private static String raw(String line) throws IOException {
        URI address = URI.create(gateway.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + ACME
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void makesATokenWhenTheOperatorGaveNone() {
        Settings settings = Settings.of(Map.of("BYOK_HOME", home.toString()), "--port=0");
        try (Gateway single = Gateway.start(settings, java.time.Clock.systemUTC())) {
            assertThat(single.madeToken())
                    .hasValueSatisfying(token -> assertThat(token).hasSize(32));
        }
    }

    @Test
    void namesEverySettingThatCannotBeRead() {
        assertThatThrownBy(() -> Settings.of(
                        Map.of(
                                "BYOK_PORT",
                                "eighty",
                                "BYOK_PLATFORM_OPENAI",
                                "sk-FAKE-1",
                                "BYOK_TENANT_TOKENS",
                                "acme"),
                        "--prt=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BYOK_PORT")
                .hasMessageContaining("BYOK_PLATFORM_OPENAI")
                .hasMessageContaining("BYOK_TENANT_TOKENS")
                .hasMessageContaining("BYOK_PRT")
                .hasMessageNotContaining("sk-FAKE-1");
    }
}
