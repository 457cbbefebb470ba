package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.byok.examples.gateway.RunningGateway.Answer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Speech in the words of its own surface: registered voices, conversations, times of words, problems. */
class SpeechTest {

    private static final String ACME = RunningGateway.ACME;
    private static final String KEY = "sk-FAKE-000000000000000000001";
    private static final String TURN =
            "{\"model\":\"openai/gpt-4o-mini-tts\",\"voice\":\"alloy\",\"text\":\"Hello there.\"}";

    @TempDir
    Path home;

    private StubVendor vendor;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor(KEY);
        gateway = new RunningGateway(home, vendor);
        gateway.connect(ACME, "openai", "OpenAI", KEY, vendor);
    }

    @AfterEach
    void stop() {
        gateway.close();
        vendor.close();
    }

    @Test
    void speaksWithARegisteredVoice() {
        String id = register();

        Answer spoken = gateway.post(
                ACME,
                "/v1/audio/speech",
                "{\"mode\":\"voice\",\"voiceId\":\"" + id + "\",\"text\":\"Hi.\",\"format\":\"mp3\"}");

        assertThat(spoken.status()).as(spoken.text()).isEqualTo(200);
        assertThat(spoken.header("Content-Type")).isEqualTo("audio/mpeg");
        assertThat(spoken.text()).startsWith("ID3");
        JsonNode asked = RunningGateway.json(vendor.bodies().get(0));
        assertThat(asked.path("model").asText()).isEqualTo("gpt-4o-mini-tts");
        assertThat(asked.path("voice").asText()).isEqualTo("alloy");
    }

    /** The vendor says more when the client has heard the first piece: a gateway that waits would wait for ever. */
    @Test
    @Timeout(60)
    void passesPiecesOnAsTheyCome() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        HttpServer patient = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        patient.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(StubVendor.tone());
            exchange.getResponseBody().flush();
            await(heard);
            exchange.getResponseBody().write(StubVendor.tone());
            exchange.close();
        });
        patient.start();
        String origin = "http://127.0.0.1:" + patient.getAddress().getPort();
        try (RunningGateway other = new RunningGateway(
                home.resolve("patient"), Clock.systemUTC(), Map.of("BYOK_ALLOWED_ORIGINS", origin))) {
            other.connect(ACME, "openai", "OpenAI", KEY, origin + "/v1");
            HttpRequest request = HttpRequest.newBuilder(URI.create(other.address() + "/v1/audio/speech/stream"))
                    .header("Authorization", "Bearer " + ACME)
                    .POST(HttpRequest.BodyPublishers.ofString(TURN.replace("}", ",\"format\":\"pcm\"}")))
                    .build();
            InputStream audio = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body();

            int first = audio.readNBytes(100).length;
            heard.countDown();
            int rest = audio.readAllBytes().length;

            assertThat(first + rest).isEqualTo(2 * StubVendor.tone().length);
        } finally {
            patient.stop(0);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void listsAndForgetsVoices() {
        String id = register();

        assertThat(gateway.get(ACME, "/v1/voices").json().path("data"))
                .singleElement()
                .satisfies(voice -> {
                    assertThat(voice.path("id").asText()).isEqualTo(id);
                    assertThat(voice.path("name").asText()).isEqualTo("Support");
                    assertThat(voice.path("model").asText()).isEqualTo("openai/gpt-4o-mini-tts");
                });
        assertThat(gateway.send(ACME, "DELETE", "/v1/voices/" + id, null).status())
                .isEqualTo(204);
        assertThat(gateway.get(ACME, "/v1/voices").json().path("data")).isEmpty();
        Answer gone = gateway.post(
                ACME, "/v1/audio/speech", "{\"mode\":\"voice\",\"voiceId\":\"" + id + "\",\"text\":\"Hi.\"}");
        assertThat(gone.status()).isEqualTo(404);
    }

    @Test
    void tellsTheTimesOfWordsOfAVoiceThatTimesNone() {
        Answer spoken = gateway.post(
                ACME,
                "/v1/audio/speech/with-timestamps",
                "{\"mode\":\"inline\",\"model\":\"openai/gpt-4o-mini-tts\",\"voice\":\"alloy\",\"text\":\"Hello there.\","
                        + "\"format\":\"mp3\"}");

        assertThat(spoken.status()).as(spoken.text()).isEqualTo(200);
        JsonNode body = spoken.json();
        assertThat(new String(Base64.getDecoder().decode(body.path("audio").asText()), StandardCharsets.ISO_8859_1))
                .startsWith("ID3");
        assertThat(body.path("mediaType").asText()).isEqualTo("audio/mpeg");
        assertThat(body.path("timestamps").get(1)).hasToString("{\"text\":\"there\",\"start\":0.6,\"end\":1.2}");
        assertThat(body.path("warnings")).isEmpty();
    }

    @Test
    void joinsTheTurnsOfAConversation() {
        Answer spoken = gateway.post(
                ACME,
                "/v1/audio/conversation",
                "{\"turns\":[" + TURN + "," + TURN + "],\"gapMs\":200,\"volumeDbfs\":-26,\"format\":\"wav\"}");

        assertThat(spoken.status()).as(spoken.text()).isEqualTo(200);
        assertThat(spoken.header("Content-Type")).isEqualTo("audio/wav");
        assertThat(spoken.text()).startsWith("RIFF");
        assertThat(vendor.paths()).containsExactly("/v1/audio/speech", "/v1/audio/speech");
    }

    @Test
    void tellsTheTurnOfEveryWord() {
        Answer spoken =
                gateway.post(ACME, "/v1/audio/conversation/with-timestamps", "{\"turns\":[" + TURN + "," + TURN + "]}");

        assertThat(spoken.status()).as(spoken.text()).isEqualTo(200);
        assertThat(spoken.json().path("timestamps").findValuesAsText("turnIndex"))
                .containsExactly("0", "0", "1", "1");
        assertThat(spoken.json().path("mediaType").asText()).isEqualTo("audio/wav");
    }

    @Test
    void sendsNothingOfAConversationWhenOneTurnCannotBeSpoken() {
        Answer refused = gateway.post(
                ACME,
                "/v1/audio/conversation",
                "{\"turns\":[" + TURN + "," + TURN.replace("openai/gpt-4o-mini-tts", "cartesia/sonic-3") + "]}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("code").asText()).isEqualTo("no_api_key");
        assertThat(refused.json().path("turn_index").asInt(-1)).isEqualTo(1);
        assertThat(refused.json().path("status").asInt()).isEqualTo(403);
        assertThat(vendor.paths()).isEmpty();
    }

    @Test
    void aProviderThatIsSwitchedOffDoesNotSpeak() {
        gateway.send(ACME, "PATCH", "/v1/audio/providers/openai", "{\"enabled\":false}");

        Answer refused = gateway.post(ACME, "/v1/audio/speech", TURN);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("code").asText()).isEqualTo("provider_disabled");
        assertThat(refused.json().path("provider").asText()).isEqualTo("openai");
    }

    @Test
    void tellsWhatTheVendorSaid() {
        vendor.accept("another-key-than-the-stored-one");

        Answer refused = gateway.post(ACME, "/v1/audio/speech", TURN);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("code").asText()).isEqualTo("BYOK_AUTH_FAILED");
        assertThat(refused.json().path("upstream_status").asInt()).isEqualTo(401);
        assertThat(refused.json().path("upstream_code").asText()).isEqualTo("invalid_api_key");
        assertThat(refused.json().path("error").path("code").asText()).isEqualTo("BYOK_AUTH_FAILED");
    }

    @Test
    void tellsThatTheTimesOfWordsCannotBeHad() {
        vendor.deaf();

        Answer refused = gateway.post(ACME, "/v1/audio/speech/with-timestamps", TURN);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().path("code").asText()).isEqualTo("timestamps_unavailable");
    }

    @Test
    void oneKeyForEachProviderIsPutAndDeleted() {
        Answer put =
                gateway.send(ACME, "PUT", "/v1/api-keys/elevenlabs", "{\"keyValue\":\"FAKE-elevenlabs-000000007f2a\"}");

        assertThat(put.json().path("data").path("providerId").asText()).isEqualTo("elevenlabs");
        assertThat(put.json().path("data").path("lastFour").asText()).isEqualTo("7f2a");
        assertThat(gateway.send(ACME, "DELETE", "/v1/api-keys/elevenlabs", null).status())
                .isEqualTo(204);
        assertThat(gateway.get(ACME, "/v1/providers/elevenlabs").status()).isEqualTo(404);
    }

    private String register() {
        Answer registered = gateway.post(
                ACME, "/v1/voices", "{\"name\":\"Support\",\"model\":\"openai/gpt-4o-mini-tts\",\"voice\":\"alloy\"}");
        assertThat(registered.status()).as(registered.text()).isEqualTo(200);
        return registered.json().path("data").path("id").asText();
    }
}
