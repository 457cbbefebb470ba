package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.speech.SpeechRequest;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.SpeechClient;
import dev.byok.spi.SpeechEvents;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What only the contract of {@code custom-voice} has. */
final class CustomVoiceTest {

    private static final Contract CONTRACT = Contract.of("custom-voice");

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @Test
    void postsToTheUrlOfTheCallToTheLetter() {
        RecordedRequest request = speak(credential("/tts?voice=9", "sk-FAKE-0123456789"));

        assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo("POST /tts?voice=9");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer sk-FAKE-0123456789");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void postsToTheStoredUrlToTheLetter() {
        RecordedRequest request = speak(ProviderCredential.builder("custom-voice")
                .fields(Map.of("base_url", SERVER.origin() + "/v1/tts"))
                .build());

        assertThat(request.getTarget()).isEqualTo("/v1/tts");
    }

    @Test
    void sendsNoAuthorizationWithoutAToken() {
        RecordedRequest request = speak(credential("/tts", null));

        assertThat(request.getHeaders().get("Authorization")).isNull();
    }

    @Test
    void saysThatTheUrlIsMissing() {
        ByokException failure = catchThrowableOfType(
                ByokException.class,
                () -> client(ProviderCredential.builder("custom-voice").build()).stream(
                        SpeechRequest.builder().text("Hi").build(), "*", Loopback.context()));

        assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(SERVER.untaken()).isZero();
    }

    private static RecordedRequest speak(ProviderCredential credential) {
        SERVER.replySpeech(HttpFile.read(CONTRACT.file("speech", "pcm", "reply.http")), 0);
        try (SpeechEvents events =
                client(credential).stream(SpeechRequest.builder().text("Hi").build(), "*", Loopback.context())) {
            assertThat(events.next()).isNotNull();
        }
        return SERVER.taken();
    }

    private static SpeechClient client(ProviderCredential credential) {
        return SERVER.provider(CONTRACT)
                .clients()
                .create(Capability.SPEECH, credential)
                .orElseThrow();
    }

    private static ProviderCredential credential(String path, String token) {
        ProviderCredential.Builder credential =
                ProviderCredential.builder("custom-voice").callUrl(SERVER.origin() + path);
        return (token == null ? credential : credential.secret("api_key", Secret.of(token))).build();
    }
}
