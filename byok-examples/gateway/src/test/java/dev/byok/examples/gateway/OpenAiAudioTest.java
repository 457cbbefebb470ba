package dev.byok.examples.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own library speaks and listens through the gateway; WireMock plays the vendor. */
class OpenAiAudioTest {

    private static final String KEY = "sk-FAKE-000000000000000000001";
    private static final byte[] SOUND = {'I', 'D', '3', 4, 0, -1, -5, 7};

    @TempDir
    Path home;

    private final WireMockServer vendor =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
    private RunningGateway gateway;
    private OpenAIClient client;
    private final List<OpenAIClient> clients = new ArrayList<>();

    @BeforeEach
    void start() {
        vendor.start();
        String origin = "http://127.0.0.1:" + vendor.port();
        gateway = new RunningGateway(home, Clock.systemUTC(), Map.of("BYOK_ALLOWED_ORIGINS", origin));
        gateway.connect(RunningGateway.ACME, "openai", "OpenAI", KEY, origin + "/v1");
        client = client(RunningGateway.ACME);
    }

    @AfterEach
    void stop() {
        clients.forEach(OpenAIClient::close);
        gateway.close();
        vendor.stop();
    }

    private OpenAIClient client(String token) {
        OpenAIClient made = OpenAIOkHttpClient.builder()
                .apiKey(token)
                .baseUrl(gateway.address() + "/v1")
                .maxRetries(0)
                .build();
        clients.add(made);
        return made;
    }

    @Test
    void speaks() throws Exception {
        vendor.stubFor(post("/v1/audio/speech")
                .withHeader("Authorization", equalTo("Bearer " + KEY))
                .willReturn(aResponse().withHeader("Content-Type", "audio/mpeg").withBody(SOUND)));

        try (HttpResponse answer = client.audio()
                .speech()
                .create(SpeechCreateParams.builder()
                        .model("openai/gpt-4o-mini-tts")
                        .voice("alloy")
                        .input("Hello there.")
                        .build())) {
            assertThat(answer.body().readAllBytes()).isEqualTo(SOUND);
            assertThat(answer.headers().values("content-type")).containsExactly("audio/mpeg");
        }
        vendor.verify(postRequestedFor(urlEqualTo("/v1/audio/speech"))
                .withRequestBody(equalToJson(
                        "{\"model\":\"gpt-4o-mini-tts\",\"voice\":\"alloy\",\"input\":\"Hello there.\","
                                + "\"response_format\":\"mp3\"}",
                        true,
                        true)));
    }

    @Test
    void tellsOpenAisClientWhyNothingIsSpoken() {
        OpenAIClient other = client(RunningGateway.GLOBEX);

        assertThatThrownBy(() -> other.audio()
                        .speech()
                        .create(SpeechCreateParams.builder()
                                .model("openai/gpt-4o-mini-tts")
                                .voice("alloy")
                                .input("Hello.")
                                .build()))
                .isInstanceOf(PermissionDeniedException.class)
                .hasMessageContaining("no key is connected for OpenAI");
    }

    @Test
    void writesDownWhatARecordingSays() {
        hears("{\"text\":\"Hello there.\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":14,\"output_tokens\":4,"
                + "\"total_tokens\":18}}");

        TranscriptionCreateResponse answer = client.audio()
                .transcriptions()
                .create(recording().language("en").prompt("Greetings.").build());

        assertThat(answer.asTranscription().text()).isEqualTo("Hello there.");
        vendor.verify(postRequestedFor(urlEqualTo("/v1/audio/transcriptions"))
                .withRequestBodyPart(
                        aMultipart("file").withBody(binaryEqualTo(SOUND)).build())
                .withRequestBodyPart(aMultipart("model")
                        .withBody(equalTo("gpt-4o-transcribe"))
                        .build())
                .withRequestBodyPart(
                        aMultipart("prompt").withBody(equalTo("Greetings.")).build()));
    }

    @Test
    void tellsWhenEveryWordWasSaid() {
        hears(StubVendor.TRANSCRIPT);

        TranscriptionCreateResponse answer = client.audio()
                .transcriptions()
                .create(recording()
                        .model("openai/whisper-1")
                        .responseFormat(AudioResponseFormat.VERBOSE_JSON)
                        .build());

        assertThat(answer.asVerbose().words().orElseThrow())
                .extracting(word -> word.word() + " " + word.start() + " " + word.end())
                .containsExactly("Hello 0.0 0.5", "there 0.6 1.2");
    }

    @Test
    void acceptsATokenOfATenantOnly() {
        OpenAIClient stranger = client("no-tenants-token");

        assertThatThrownBy(() ->
                        stranger.audio().transcriptions().create(recording().build()))
                .isInstanceOf(UnauthorizedException.class);
    }

    private void hears(String transcript) {
        vendor.stubFor(post("/v1/audio/transcriptions")
                .withHeader("Authorization", equalTo("Bearer " + KEY))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody(transcript)));
    }

    private static TranscriptionCreateParams.Builder recording() {
        return TranscriptionCreateParams.builder()
                .model("openai/gpt-4o-transcribe")
                .file(MultipartField.<InputStream>builder()
                        .value(new ByteArrayInputStream(SOUND))
                        .filename("hello.mp3")
                        .contentType("audio/mpeg")
                        .build());
    }
}
