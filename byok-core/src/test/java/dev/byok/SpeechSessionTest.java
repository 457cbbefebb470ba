package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.credential.CredentialInput;
import dev.byok.speech.SpeechRequest;
import dev.byok.store.InMemoryKeyStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A voice that had to step in stays, and nobody speaks with a voice that was not named for it. */
@Timeout(60)
class SpeechSessionTest {

    private final Speaker first = new Speaker("first", true);
    private final Speaker second = new Speaker("second", false);
    private final ByokClient client = ByokClient.builder()
            .provider(first)
            .provider(second)
            .keyStore(new InMemoryKeyStore())
            .sealer(new Speaker.Base64Sealer())
            .build();
    private final Tenant acme = client.tenant("acme");

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aCallThatBeganBeforeAFallbackDoesNotBringTheOldVoiceBack() throws Exception {
        connect("first", "one");
        connect("second", "one");
        SpeechSession session = acme.speech()
                .model("first/m")
                .voice("v")
                .fallback("second/n", "w")
                .session();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        first.audio = request -> {
            if (request.text().equals("Slow")) {
                asked.countDown();
                await(answer);
                return Speaker.samples(10, 1);
            }
            throw noCredit();
        };

        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> session.send("Slow"));
        await(asked);
        session.send("Quick");
        answer.countDown();
        slow.get(30, TimeUnit.SECONDS);
        first.audio = request -> Speaker.samples(10, 1);
        session.send("Next");

        assertThat(first.asked).extracting(SpeechRequest::text).doesNotContain("Next");
        assertThat(second.asked).extracting(SpeechRequest::text).containsExactly("Quick", "Next");
    }

    @Test
    void everyConfigurationSpeaksWithTheVoiceThatWasNamedForIt() {
        connect("first", "one");
        connect("first", "two");
        first.audio = request -> {
            if (request.voice().equals(Optional.of("v"))) {
                throw noCredit();
            }
            return Speaker.samples(10, 1);
        };

        acme.speech()
                .model("first@one/m")
                .voice("v")
                .fallback("first@two/m", "w")
                .text("Hello")
                .send();

        assertThat(first.asked)
                .extracting(request -> request.voice().orElseThrow())
                .containsExactly("v", "w");
    }

    @Test
    void nobodyStepsInForWhomNoVoiceWasNamed() {
        connect("first", "one");
        connect("second", "one");
        first.audio = request -> {
            throw noCredit();
        };
        SpeechSession session = acme.speech().model("first/m").voice("v").session();

        ByokException failure = catchThrowableOfType(ByokException.class, () -> session.send("Hello"));

        assertThat(failure.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(second.asked).isEmpty();
    }

    private static ByokException noCredit() {
        return ByokException.of(ErrorCode.QUOTA_EXCEEDED, "no credit").build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void connect(String provider, String label) {
        acme.credentials()
                .connect(CredentialInput.of(provider).label(label).field("api_key", "FAKE-0123456789-" + label));
    }
}
