package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway on a real PostgreSQL, with an encrypted keyset, as it would run in production. */
class PostgresTest {

    private static final String ACME = RunningGateway.ACME;
    private static final String KEY = "sk-FAKE-000000000000000000001";

    @TempDir
    Path home;

    @Test
    void twoGatewaysShareOneDatabaseAndOutliveARestart() throws Exception {
        Map<String, String> settings = settings();
        try (StubVendor vendor = new StubVendor(KEY)) {
            String id;
            try (RunningGateway first = gateway(settings, vendor);
                    RunningGateway second = gateway(settings, vendor)) {
                id = first.connect(ACME, "openai", "OpenAI", KEY, vendor);
                first.send(ACME, "PUT", "/v1/agents/support", "{\"custom_llm_url\":\"https://llm.acme.com/v1\"}");
                first.send(ACME, "PUT", "/v1/agents/support", "{\"custom_llm_url\":\"https://llm.acme.com/v2\"}");
                first.post(ACME, "/v1/voices", "{\"model\":\"openai/tts-1\",\"voice\":\"alloy\"}");

                assertThat(chat(second).header("x-byok-credential")).isEqualTo(id);
            }

            try (RunningGateway again = gateway(settings, vendor)) {
                JsonNode usage = again.get(ACME, "/v1/usage").json().path("data");
                assertThat(usage).singleElement().satisfies(entry -> {
                    assertThat(entry.path("credential").asText()).isEqualTo(id);
                    assertThat(entry.path("outcome").asText()).isEqualTo("served");
                    assertThat(entry.path("input_tokens").asInt()).isEqualTo(9);
                });
                assertThat(again.get(ACME, "/v1/agents/support")
                                .json()
                                .at("/data/custom_llm_url")
                                .asText())
                        .isEqualTo("https://llm.acme.com/v2");
                assertThat(again.get(ACME, "/v1/voices").json().path("data")).hasSize(1);
                assertThat(chat(again).status()).isEqualTo(200);
                assertThat(again.get(ACME, "/v1/usage?limit=1").json().path("data"))
                        .hasSize(1);
            }
        }
    }

    private Map<String, String> settings() throws Exception {
        Path key = Files.writeString(home.resolve("kek"), Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        Path keyset = home.resolve("keyset.encrypted");
        Map<String, String> settings = Map.of(
                "BYOK_JDBC_URL",
                PostgresServer.url(),
                "BYOK_MASTER_KEYSET",
                keyset.toString(),
                "BYOK_MASTER_KEY",
                key.toString(),
                "BYOK_ENVIRONMENT",
                "tests");
        MasterKeyset.make(Settings.of(settings), keyset);
        assertThat(Files.readString(keyset, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("primaryKeyId");
        return settings;
    }

    private RunningGateway gateway(Map<String, String> settings, StubVendor vendor) {
        return new RunningGateway(home, Clock.systemUTC(), settings, vendor);
    }

    private static RunningGateway.Answer chat(RunningGateway gateway) {
        return gateway.post(
                ACME,
                "/v1/chat/completions",
                "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }
}
