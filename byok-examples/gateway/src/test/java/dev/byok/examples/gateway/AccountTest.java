package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponse;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.speech.SpeechModel;
import dev.byok.examples.gateway.RunningGateway.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans, platform keys, the account's configuration, agents and speech. */
class AccountTest {

    private static final String KEY = "sk-FAKE-0000000000000000007f2a";
    private static final String ACME = RunningGateway.ACME;
    private static final String GLOBEX = RunningGateway.GLOBEX;

    @TempDir
    Path home;

    private StubVendor vendor;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor(KEY);
        gateway = new RunningGateway(
                home,
                Clock.systemUTC(),
                Map.of(
                        "BYOK_PLANS",
                        "globex=none",
                        "BYOK_PLATFORM_OPENAI",
                        "{\"api_key\":\"%s\",\"base_url\":\"%s\"}".formatted(KEY, vendor.baseUrl())),
                vendor);
    }

    @AfterEach
    void stop() {
        gateway.close();
        vendor.close();
    }

    private static String chat(String more) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]," + more + "}";
    }

    @Test
    void aPlanWithoutOwnKeysHasThePlatforms() {
        Answer connect = gateway.post(GLOBEX, "/v1/providers", "{\"provider\":\"openai\",\"api_key\":\"" + KEY + "\"}");
        Answer chat = gateway.post(GLOBEX, "/v1/chat/completions", chat("\"model\":\"openai/gpt-4o\""));

        assertThat(connect.status()).isEqualTo(403);
        assertThat(connect.json().at("/error/code").asText()).isEqualTo("plan_blocks_byok");
        assertThat(connect.json().at("/error/message").asText())
                .isEqualTo("Provider keys are not enabled for this workspace");
        assertThat(chat.json().at("/usage/byok").asBoolean(true)).isFalse();
        assertThat(chat.status()).isEqualTo(200);
        assertThat(chat.header("x-byok-source")).isEqualTo("platform");
    }

    @Test
    void configuresAnAccountAndShowsItsKeysMasked() {
        Answer changed = gateway.send(ACME, "PATCH", "/dashboard/account/config", """
                {"provider_config":{"mode":"byok","anthropic":{"api_key":"sk-ant-FAKE-00000000000000007f2a",
                   "default_model":"claude-sonnet-4-6"}},
                 "modelConfig":{"strategy":"cost-optimised","overrides":{"general_chat":"openai/gpt-4o-mini"},
                   "cost_limit_usd_per_request":0.05}}
                """);
        Answer shown = gateway.get(ACME, "/dashboard/account/config");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThatObject(shown.json()).satisfies(config -> {
            assertThat(config.at("/provider_config/mode").asText()).isEqualTo("byok");
            assertThat(config.at("/provider_config/anthropic/api_key").asText()).isEqualTo("sk-a···7f2a");
            assertThat(config.at("/provider_config/anthropic/default_model").asText())
                    .isEqualTo("claude-sonnet-4-6");
            assertThat(config.at("/modelConfig/strategy").asText()).isEqualTo("cost-optimised");
            assertThat(config.at("/modelConfig/overrides/general_chat").asText())
                    .isEqualTo("openai/gpt-4o-mini");
            assertThat(config.at("/modelConfig/cost_limit_usd_per_request").decimalValue())
                    .isEqualByComparingTo("0.05");
        });
        gateway.connect(ACME, "openai", "Own", KEY, vendor);
        Answer answer = gateway.post(ACME, "/v1/chat/completions", chat("\"byok\":{\"intent\":\"general_chat\"}"));
        assertThat(answer.json().at("/usage/byok").asBoolean()).isTrue();
        assertThat(RunningGateway.json(vendor.bodies().get(0)).path("model").asText())
                .isEqualTo("gpt-4o-mini");
    }

    @Test
    void managedModeLeavesStoredKeysAlone() {
        gateway.connect(ACME, "openai", "Own", "sk-FAKE-not-the-vendors-key-000", vendor);
        gateway.send(ACME, "PATCH", "/dashboard/account/config", "{\"provider_config\":{\"mode\":\"managed\"}}");

        Answer managed = gateway.post(ACME, "/v1/chat/completions", chat("\"model\":\"openai/gpt-4o\""));
        gateway.send(ACME, "PATCH", "/dashboard/account/config", "{\"provider_config\":{\"mode\":\"byok\"}}");
        Answer own = gateway.post(ACME, "/v1/chat/completions", chat("\"model\":\"openai/gpt-4o\""));

        assertThat(managed.header("x-byok-source")).isEqualTo("platform");
        assertThat(own.status()).isEqualTo(401);
        assertThat(own.json().at("/error/code").asText()).isEqualTo("BYOK_AUTH_FAILED");
    }

    @Test
    void refusesMembersThatItDoesNotKnow() {
        Answer option = gateway.post(
                ACME, "/v1/chat/completions", chat("\"model\":\"openai/gpt-4o\",\"byok\":{\"fallback\":[]}"));
        Answer setting = gateway.send(ACME, "PATCH", "/v1/settings", "{\"fallbackChain\":{}}");

        assertThat(option.json().at("/error/message").asText()).contains("'byok' has a member");
        assertThat(setting.status()).isEqualTo(400);
        assertThat(setting.json().at("/error/fields/0/name").asText()).isEqualTo("fallbackChain");
    }

    @Test
    void refusesAnAgentsPlainHttpWhenItIsSaved() {
        Answer http = gateway.send(
                ACME, "PUT", "/v1/agents/a1", "{\"custom_llm_url\":\"http://llm.example.com/v1/chat/completions\"}");
        Answer socket =
                gateway.send(ACME, "PUT", "/v1/agents/a1", "{\"custom_transcriber_url\":\"https://stt.acme.com/\"}");

        assertThat(http.status()).isEqualTo(400);
        assertThat(http.json().at("/error/code").asText()).isEqualTo("endpoint_not_allowed");
        assertThat(socket.json().at("/error/message").asText()).contains("wss://");
        assertThat(gateway.get(ACME, "/v1/agents/a1").status()).isEqualTo(404);
    }

    // what a call would be sent to is what may be saved, to the letter
    @Test
    void keepsAnAgentsUrlWithItsQuery() {
        String url = "https://llm.example.com/chat/?sig=a%2Fb&expires=1";

        Answer saved = gateway.send(ACME, "PUT", "/v1/agents/a1", "{\"custom_llm_url\":\"" + url + "\"}");
        Answer blank =
                gateway.send(ACME, "PUT", "/v1/agents/a2", "{\"custom_llm_url\":\"https://llm.example.com/chat?a b\"}");
        Answer endless =
                gateway.send(ACME, "PUT", "/v1/agents/a2", "{\"custom_llm_url\":\"" + url + "x".repeat(2000) + "\"}");

        assertThat(saved.status()).isEqualTo(200);
        assertThat(gateway.get(ACME, "/v1/agents/a1").json().at("/data/custom_llm_url"))
                .hasToString('"' + url + '"');
        assertThat(blank.status()).isEqualTo(400);
        assertThat(endless.status()).isEqualTo(400);
        assertThat(gateway.get(ACME, "/v1/agents/a2").status()).isEqualTo(404);
    }

    @Test
    void refusesACostLimitThatIsNoAmount() {
        String limit = "{\"provider_config\":{},\"modelConfig\":{\"cost_limit_usd_per_request\":%s}}";
        for (String amount : new String[] {"1e999", "1e2147483647", "1e99999999999", "-1", "\"0.05\"", "true"}) {
            Answer refused = gateway.send(ACME, "PATCH", "/dashboard/account/config", limit.formatted(amount));

            assertThat(refused.status()).as(amount).isEqualTo(400);
        }
        for (String amount : new String[] {"0.05", "null"}) {
            Answer taken = gateway.send(ACME, "PATCH", "/dashboard/account/config", limit.formatted(amount));

            assertThat(taken.status()).as(amount).isEqualTo(200);
        }
    }

    @Test
    void speaksForOpenAisClient() throws Exception {
        gateway.connect(ACME, "openai", "Own", KEY, vendor);
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .apiKey(ACME)
                .baseUrl(gateway.address() + "/v1")
                .maxRetries(0)
                .build();

        try (HttpResponse spoken = client.audio()
                .speech()
                .create(SpeechCreateParams.builder()
                        .model(SpeechModel.of("openai/gpt-4o-mini-tts"))
                        .voice(SpeechCreateParams.Voice.ofString("alloy"))
                        .input("Hello.")
                        .build())) {
            assertThat(new String(spoken.body().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("ID3");
        }
        client.close();
    }

    @Test
    void tellsProblemsOfSpeechAsRfc7807Wants() {
        Answer answer = gateway.post(
                ACME, "/v1/audio/speech", "{\"model\":\"elevenlabs/eleven_v3\",\"voice\":\"v1\",\"text\":\"Hello.\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("code").asText()).isEqualTo("no_api_key");
        assertThat(answer.json().path("provider").asText()).isEqualTo("elevenlabs");
    }
}
