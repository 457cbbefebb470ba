package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import dev.byok.examples.gateway.RunningGateway.Answer;
import dev.byok.testkit.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a key over HTTP. */
class ProvidersTest {

    private static final String KEY = "sk-FAKE-0000000000000000007f2a";
    private static final String ACME = RunningGateway.ACME;

    @TempDir
    Path home;

    private final MovableClock clock = new MovableClock();
    private StubVendor vendor;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor(KEY);
        gateway = new RunningGateway(home, clock, Map.of(), vendor);
    }

    @AfterEach
    void stop() {
        gateway.close();
        vendor.close();
    }

    private String body(String key) {
        return "{\"api_key\":\"%s\",\"base_url\":\"%s\"}".formatted(key, vendor.baseUrl());
    }

    @Test
    void tellsTheFieldsOfEveryProvider() {
        Answer answer = gateway.get(ACME, "/v1/providers/fields");

        assertThat(answer.status()).isEqualTo(200);
        assertThatObject(answer.json().path("data").path("openai").path(0)).satisfies(field -> {
            assertThat(field.path("name").asText()).isEqualTo("api_key");
            assertThat(field.path("label").asText()).isEqualTo("API key");
            assertThat(field.path("secret").asBoolean()).isTrue();
            assertThat(field.path("required").asBoolean()).isTrue();
        });
        assertThat(answer.json().path("providers").path("groq").path("name").asText())
                .isEqualTo("Groq");
    }

    @Test
    void connectsAndShowsAKeyMaskedOnly() {
        String id = gateway.connect(ACME, "openai", "Acme OpenAI", KEY, vendor);

        Answer list = gateway.get(ACME, "/v1/providers");

        assertThat(list.json().path("data")).hasSize(1);
        assertThatObject(list.json().path("data").path(0)).satisfies(row -> {
            assertThat(row.path("id").asText()).isEqualTo(id).startsWith("tp_");
            assertThat(row.path("provider").asText()).isEqualTo("openai");
            assertThat(row.path("account_name").asText()).isEqualTo("Acme OpenAI");
            assertThat(row.path("is_active").asBoolean()).isTrue();
            assertThat(row.path("key_prefix").asText()).isEqualTo("sk-F···7f2a");
            assertThat(row.path("status").asText()).isEqualTo("untested");
            assertThat(row.path("created_at").asText()).contains("T");
        });
        assertThat(list.text()).doesNotContain(KEY);
    }

    @Test
    void changesAllThatIsSentOrNothing() {
        String first = gateway.connect(ACME, "openai", "First", KEY, vendor);
        String second = gateway.connect(ACME, "openai", "Second", KEY, vendor);

        Answer refused = gateway.send(
                ACME,
                "PATCH",
                "/v1/providers/" + second,
                "{\"enabled\":false,\"organization_id\":\"org-1\",\"label\":\"First\"}");
        Answer unchanged = gateway.get(ACME, "/v1/providers/" + second);
        Answer changed = gateway.send(
                ACME, "PATCH", "/v1/providers/" + second, "{\"label\":\"Spare\",\"default\":true,\"weight\":2.5}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(unchanged.json().at("/data/enabled").asBoolean()).isTrue();
        assertThat(unchanged.json().at("/data/fields/organization_id").isMissingNode())
                .isTrue();
        assertThat(changed.json().at("/data/account_name").asText()).isEqualTo("Spare");
        assertThat(changed.json().at("/data/default").asBoolean()).isTrue();
        assertThat(changed.json().at("/data/weight").asDouble()).isEqualTo(2.5);
        assertThat(gateway.get(ACME, "/v1/providers/" + first)
                        .json()
                        .at("/data/default")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void sharesCallsByWeight() {
        String first = gateway.connect(ACME, "openai", "First", KEY, vendor);
        String second = gateway.connect(ACME, "openai", "Second", KEY, vendor);
        gateway.send(ACME, "PATCH", "/v1/providers/" + first, "{\"weight\":0}");
        gateway.send(ACME, "PATCH", "/v1/providers/" + second, "{\"weight\":1}");

        Answer answer = gateway.post(
                ACME,
                "/v1/chat/completions",
                "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(answer.header("x-byok-credential")).isEqualTo(second);
    }

    @Test
    void connectingWithoutANameReplacesTheFirstRow() {
        String first = gateway.connect(ACME, "openai", "One", KEY, vendor);
        String second = gateway.connect(ACME, "openai", "Two", KEY, vendor);

        Answer again = gateway.post(
                ACME, "/v1/providers", "{\"provider\":\"openai\"," + body(KEY).substring(1));

        assertThat(second).isNotEqualTo(first);
        assertThat(again.json().path("data").path("id").asText()).isEqualTo(first);
        assertThat(gateway.get(ACME, "/v1/providers").json().path("data")).hasSize(2);
    }

    @Test
    void namesUnknownProvidersAndFields() {
        Answer provider = gateway.post(ACME, "/v1/providers", "{\"provider\":\"opnai\",\"api_key\":\"x\"}");
        Answer field = gateway.post(ACME, "/v1/providers", "{\"provider\":\"openai\",\"apikey\":\"" + KEY + "\"}");

        assertThat(provider.status()).isEqualTo(400);
        assertThat(provider.json().path("error").path("message").asText()).isEqualTo("Unsupported provider: opnai");
        assertThat(field.status()).isEqualTo(400);
        assertThat(field.json().path("error").path("code").asText()).isEqualTo("invalid_fields");
        assertThat(field.json().path("error").path("fields").findValuesAsText("name"))
                .containsExactlyInAnyOrder("apikey", "api_key");
        assertThat(field.text()).doesNotContain(KEY);
    }

    @Test
    void validatesWithoutSaving() {
        Answer good = gateway.post(ACME, "/v1/providers/openai/validate", body(KEY));
        Answer bad = gateway.post(ACME, "/v1/providers/openai/validate", body("sk-FAKE-wrong-00000000000"));

        assertThat(good.status()).isEqualTo(200);
        assertThat(good.json().path("valid").asBoolean()).isTrue();
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().path("valid").asBoolean()).isFalse();
        assertThat(bad.json().path("error").asText()).isEqualTo("Invalid API key");
        assertThat(gateway.get(ACME, "/v1/providers").json().path("data")).isEmpty();
    }

    @Test
    void allowsThreeValidationsInFiveMinutes() {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(gateway.post(ACME, "/v1/providers/openai/validate", body(KEY))
                            .status())
                    .isEqualTo(200);
            clock.move(Duration.ofMinutes(1));
        }
        Answer fourth = gateway.post(ACME, "/v1/providers/openai/validate", body(KEY));
        Answer other = gateway.post(RunningGateway.GLOBEX, "/v1/providers/openai/validate", body(KEY));
        clock.move(Duration.ofMinutes(2));
        Answer later = gateway.post(ACME, "/v1/providers/openai/validate", body(KEY));

        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.header("Retry-After")).isEqualTo("120");
        assertThat(fourth.json().path("error").path("code").asText()).isEqualTo("rate_limited");
        assertThat(other.status()).isEqualTo(200);
        assertThat(later.status()).isEqualTo(200);
    }

    @Test
    void testsAStoredKeyAndKeepsTheVerdict() {
        String id = gateway.connect(ACME, "openai", "Acme", KEY, vendor);

        Answer tested = gateway.post(ACME, "/v1/providers/" + id + "/test", "{}");
        vendor.accept("sk-FAKE-another-0000000000000");
        gateway.post(ACME, "/v1/providers/" + id + "/test", "{}");

        assertThat(tested.json().path("result").path("verdict").asText()).isEqualTo("valid");
        assertThat(tested.json().path("result").path("models").asInt()).isEqualTo(2);
        assertThat(tested.json().path("data").path("status").asText()).isEqualTo("valid");
        assertThatObject(gateway.get(ACME, "/v1/providers/" + id).json().path("data"))
                .satisfies(row -> {
                    assertThat(row.path("status").asText()).isEqualTo("invalid");
                    assertThat(row.path("status_reason").asText()).isNotEmpty();
                    assertThat(row.path("last_tested_at").asText()).contains("T");
                });
    }

    @Test
    void changesOnlyWhatIsSent() {
        gateway.connect(ACME, "openai", "First", KEY, vendor);
        String id = gateway.connect(ACME, "openai", "Second", KEY, vendor);

        Answer changed = gateway.send(
                ACME,
                "PATCH",
                "/v1/providers/" + id,
                "{\"label\":\"Renamed\",\"enabled\":false,\"default\":true,\"model\":\"gpt-4o\"}");
        Answer rotated =
                gateway.send(ACME, "PATCH", "/v1/providers/" + id, "{\"api_key\":\"sk-FAKE-0000000000000000009999\"}");

        assertThatObject(changed.json().path("data")).satisfies(row -> {
            assertThat(row.path("account_name").asText()).isEqualTo("Renamed");
            assertThat(row.path("enabled").asBoolean()).isFalse();
            assertThat(row.path("fields").path("model").asText()).isEqualTo("gpt-4o");
            assertThat(row.path("key_prefix").asText()).isEqualTo("sk-F···7f2a");
        });
        assertThatObject(rotated.json().path("data")).satisfies(row -> {
            assertThat(row.path("account_name").asText()).isEqualTo("Renamed");
            assertThat(row.path("key_prefix").asText()).isEqualTo("sk-F···9999");
        });
    }

    @Test
    void disconnectsAndPurges() {
        String id = gateway.connect(ACME, "openai", "Acme", KEY, vendor);

        Answer disconnected = gateway.send(ACME, "DELETE", "/v1/providers/openai", null);
        Answer row = gateway.get(ACME, "/v1/providers/" + id);
        Answer purged = gateway.send(ACME, "DELETE", "/v1/providers/" + id + "?purge=true", null);

        assertThat(disconnected.json().path("success").asBoolean()).isTrue();
        assertThat(row.json().path("data").path("is_active").asBoolean()).isFalse();
        assertThat(purged.status()).isEqualTo(200);
        assertThat(gateway.get(ACME, "/v1/providers/" + id).status()).isEqualTo(404);
        assertThat(gateway.send(ACME, "DELETE", "/v1/providers/openai", null).status())
                .isEqualTo(404);
    }

    @Test
    void putsAndDeletesOneKeyForEachProvider() {
        Answer put = gateway.send(ACME, "PUT", "/v1/api-keys/elevenlabs", "{\"keyValue\":\"" + KEY + "\"}");
        Answer deleted = gateway.send(ACME, "DELETE", "/v1/api-keys/elevenlabs", null);

        assertThat(put.json().path("data").path("providerId").asText()).isEqualTo("elevenlabs");
        assertThat(put.json().path("data").path("lastFour").asText()).isEqualTo("7f2a");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(gateway.get(ACME, "/v1/providers").json().path("data")).isEmpty();
    }
}
