package dev.byok.providers.client;

import static dev.byok.providers.http.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.SpeechCall;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.routing.Attempt;
import dev.byok.routing.Receipt;
import dev.byok.routing.RetryPolicy;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioStream;
import dev.byok.speech.SpeechResponse;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.transcription.AudioFile;
import dev.byok.transcription.TranscriptionResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Field lessons T45 and T46, and those of T66 about voices: speech and transcription fall back as chats do, also from the
 * web page of a proxy, and from a refused key.
 */
@Timeout(60)
final class SpokenFallbackTest {

    private static final String PAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    private static final String REFUSAL =
            "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}}";
    private static final String PCM = "FAKE".repeat(120);
    private static final String HEARD = "{\"text\":\"Hello, Ada.\",\"language\":\"english\",\"duration\":2.5}";

    private ScriptedServer broken;
    private ScriptedServer well;
    private Providers providers;
    private ByokClient client;

    @AfterEach
    void close() throws IOException {
        client.close();
        providers.close();
        broken.close();
        well.close();
    }

    @ParameterizedTest
    @CsvSource({"502 Bad Gateway, PROVIDER_UNAVAILABLE, UNTESTED", "401 Unauthorized, AUTH_FAILED, INVALID"})
    void speechFallsBack(String status, ErrorCode error, CredentialStatus key) throws IOException {
        Tenant acme = speakers(status);

        SpeechResponse spoken = speech(acme).send();

        assertThat(spoken.bytes()).isEqualTo(PCM.getBytes(StandardCharsets.US_ASCII));
        assertFellBack(spoken.receipt(), error, "deepgram");
        assertThat(status(acme, "openai")).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"502 Bad Gateway, PROVIDER_UNAVAILABLE, UNTESTED", "401 Unauthorized, AUTH_FAILED, INVALID"})
    void streamedSpeechFallsBack(String status, ErrorCode error, CredentialStatus key) throws IOException {
        Tenant acme = speakers(status);

        ByteArrayOutputStream audio = new ByteArrayOutputStream();
        try (AudioStream stream = speech(acme).stream()) {
            stream.writeTo(audio);
            assertFellBack(stream.receipt(), error, "deepgram");
        }

        assertThat(audio.toByteArray()).isEqualTo(PCM.getBytes(StandardCharsets.US_ASCII));
        assertThat(status(acme, "openai")).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"502 Bad Gateway, PROVIDER_UNAVAILABLE, UNTESTED", "401 Unauthorized, AUTH_FAILED, INVALID"})
    void transcriptionFallsBack(String status, ErrorCode error, CredentialStatus key) throws IOException {
        Tenant acme = transcribers(status, reply("200 OK", HEARD, "Content-Type: application/json"));

        TranscriptionResponse heard = transcribe(acme);

        assertThat(heard.text()).isEqualTo("Hello, Ada.");
        assertFellBack(heard.receipt(), error, "groq");
        assertThat(status(acme, "openai")).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"502 Bad Gateway, PROVIDER_UNAVAILABLE", "200 OK, BAD_RESPONSE"})
    void aWebPageIsNoTranscript(String status, ErrorCode error) throws IOException {
        Tenant acme = transcribers(status, page(status));

        ByokException failure = catchThrowableOfType(ByokException.class, () -> transcribe(acme));

        assertThat(failure.code()).isEqualTo(error);
        assertThat(failure.toString()).doesNotContain("Bad Gateway</h1>");
        assertThat(failure.receipt().orElseThrow().attempts())
                .extracting(Attempt::provider, Attempt::sent, Attempt::error)
                .containsExactly(tuple("openai", true, error), tuple("groq", true, error));
    }

    private void assertFellBack(Receipt receipt, ErrorCode error, String to) {
        assertThat(receipt.attempts())
                .extracting(Attempt::provider, Attempt::sent, Attempt::error)
                .containsExactly(tuple("openai", true, error), tuple(to, true, null));
        assertThat(broken.requests())
                .singleElement()
                .satisfies(
                        request -> assertThat(request).contains(key("openai")).doesNotContain(key(to)));
        assertThat(well.requests())
                .singleElement()
                .satisfies(request -> assertThat(request).contains(key(to)).doesNotContain(key("openai")));
    }

    private static SpeechCall speech(Tenant tenant) {
        return tenant.speech()
                .model("openai/gpt-4o-mini-tts")
                .voice("alloy")
                .fallback("deepgram/aura-2", "aura-2-thalia-en")
                .format(AudioFormat.PCM_24000)
                .text("Hello, Ada.");
    }

    private static TranscriptionResponse transcribe(Tenant tenant) {
        return tenant.transcription()
                .model("openai/gpt-4o-mini-transcribe", "groq/whisper-large-v3-turbo")
                .audio(AudioFile.of(new byte[] {1, 2, 3, 4}, "call.mp3", "audio/mpeg"))
                .send();
    }

    private Tenant speakers(String failing) throws IOException {
        return tenant(failing, reply("200 OK", PCM, "Content-Type: audio/l16;rate=24000"), "deepgram", "");
    }

    private Tenant transcribers(String failing, String answer) throws IOException {
        return tenant(failing, answer, "groq", "/openai/v1");
    }

    private Tenant tenant(String failing, String answer, String other, String path) throws IOException {
        broken = ScriptedServer.answering(
                failing.startsWith("401") ? reply(failing, REFUSAL, "Content-Type: application/json") : page(failing));
        well = ScriptedServer.answering(answer);
        providers = Providers.builder()
                .endpointPolicy(
                        EndpointPolicy.publicHttps().allowOrigin(broken.url()).allowOrigin(well.url()))
                .build();
        client = ByokClient.builder()
                .providers(providers)
                .keyStore(new InMemoryKeyStore())
                .sealer(new MemorySealer())
                .retries(RetryPolicy.NONE)
                .build();
        Tenant acme = client.tenant("acme");
        acme.credentials().connect(at(broken.url() + "/v1", "openai"));
        acme.credentials().connect(at(well.url() + path, other));
        return acme;
    }

    private static String page(String status) {
        return reply(status, PAGE, "Content-Type: text/html");
    }

    private static CredentialInput at(String baseUrl, String provider) {
        return CredentialInput.of(provider).field("api_key", key(provider)).field("base_url", baseUrl);
    }

    private static String key(String provider) {
        return "sk-FAKE-" + provider + "-Xq7Zr2Lm9Xw4Tn8Vb3Kd6Hs1Pf5Gj0Cy";
    }

    private static CredentialStatus status(Tenant tenant, String provider) {
        return tenant.credentials().list().stream()
                .filter(row -> row.provider().equals(provider))
                .map(CredentialView::status)
                .findFirst()
                .orElseThrow();
    }
}
