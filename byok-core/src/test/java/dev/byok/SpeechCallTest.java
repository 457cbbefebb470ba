package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.credential.CredentialInput;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.routing.Attempt;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioStream;
import dev.byok.speech.SpeechRequest;
import dev.byok.speech.SpeechResponse;
import dev.byok.speech.WordTimestamp;
import dev.byok.store.InMemoryKeyStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SpeechCallTest {

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
    void speaksWithTheTenantsKey() {
        String id = connect("first");

        SpeechResponse spoken =
                acme.speech().model("first/m").voice("v").text("Hello").send();

        assertThat(spoken.bytes()).isEqualTo(Speaker.samples(240, 1_000));
        assertThat(spoken.audio().format()).isEqualTo(AudioFormat.PCM_24000);
        assertThat(spoken.audio().duration()).isEqualTo(Duration.ofMillis(10));
        assertThat(spoken.audio().characters()).isEqualTo(6);
        assertThat(spoken.words()).isEmpty();
        assertThat(first.models).containsExactly("m");
        assertThat(first.asked).singleElement().satisfies(request -> {
            assertThat(request.voice()).contains("v");
            assertThat(request.text()).isEqualTo("Hello");
        });
        assertThat(spoken.receipt().served()).map(Attempt::credentialId).contains(id);
        assertThat(first.opened).allMatch(SpeechCallTest::isWiped);
    }

    @Test
    void streamsAndKeepsTheKeyUntilTheEnd() throws IOException {
        connect("first");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (AudioStream stream = acme.speech().model("first").voice("v").text("Hello").stream()) {
            assertThat(first.opened).noneMatch(SpeechCallTest::isWiped);
            stream.writeTo(out);
            assertThat(stream.characters()).isEqualTo(6);
            assertThat(stream.receipt().served()).map(Attempt::model).contains("usual");
        }

        assertThat(out.toByteArray()).isEqualTo(Speaker.samples(240, 1_000));
        assertThat(first.opened).allMatch(SpeechCallTest::isWiped);
    }

    @Test
    void throwsFromTheStreamWhatBreaksItOff() {
        connect("first");
        first.afterFirstPiece =
                ByokException.of(ErrorCode.INCOMPLETE, "it broke off").build();

        try (AudioStream stream = acme.speech().model("first").voice("v").text("Hello").stream()) {
            assertThat(stream.next()).hasSize(240);
            assertThat(failure(stream::next).code()).isEqualTo(ErrorCode.INCOMPLETE);
            assertThat(failure(stream::hasNext).receipt()).isPresent();
        }
        assertThat(first.opened).allMatch(SpeechCallTest::isWiped);
    }

    @Test
    void fallsBackToAnotherVendorWithTheVoiceThatWasNamedForIt() {
        connect("first");
        connect("second");
        first.audio = request -> {
            throw ByokException.of(ErrorCode.QUOTA_EXCEEDED, "no credit").build();
        };

        SpeechResponse spoken = acme.speech()
                .model("first/m")
                .voice("v")
                .fallback("second/n", "w")
                .text("Hello")
                .send();

        assertThat(spoken.receipt().fellBack()).isTrue();
        assertThat(first.asked)
                .extracting(SpeechRequest::voice)
                .allMatch(voice -> voice.get().equals("v"));
        assertThat(second.asked)
                .extracting(SpeechRequest::voice)
                .allMatch(voice -> voice.get().equals("w"));
    }

    @Test
    void keepsTheVoiceOfAFallbackForTheSession() {
        connect("first");
        connect("second");
        SpeechSession session = acme.speech()
                .model("first/m")
                .voice("v")
                .fallback("second/n", "w")
                .session();
        first.audio = request -> {
            throw ByokException.of(ErrorCode.QUOTA_EXCEEDED, "no credit").build();
        };
        session.send("One");
        first.audio = request -> Speaker.samples(10, 1);

        session.send("Two");
        try (AudioStream three = session.stream("Three")) {
            assertThat(three.hasNext()).isTrue();
        }

        assertThat(first.asked).extracting(SpeechRequest::text).containsExactly("One");
        assertThat(second.asked).extracting(SpeechRequest::text).containsExactly("One", "Two", "Three");
    }

    @Test
    void speaksWithARegisteredVoice() {
        connect("first");

        acme.speech().voice("first/a/model#voice#1").text("Hello").send();

        assertThat(first.models).containsExactly("a/model");
        assertThat(first.asked.get(0).voice()).contains("voice#1");
    }

    @Test
    void takesTheFirstProviderThatSpeaks() {
        connect("second");

        acme.speech().voice("v").text("Hello").send();

        assertThat(second.models).containsExactly("usual");
    }

    @Test
    void tellsTheTimesThatTheVendorTells() {
        connect("first");

        SpeechResponse spoken = acme.speech()
                .model("first/m")
                .voice("v")
                .text("Hello")
                .withTimestamps()
                .send();

        assertThat(spoken.words()).containsExactly(new WordTimestamp("word", Duration.ZERO, Duration.ofMillis(5)));
        assertThat(spoken.timing()).isEmpty();
        assertThat(first.heard).isEmpty();
    }

    @Test
    void transcribesTheAudioOfAVoiceThatTellsNoTimes() {
        connect("first");
        connect("second");

        SpeechResponse spoken = acme.speech()
                .model("second/m")
                .voice("v")
                .text("Hello")
                .language("en")
                .timestampsBy("first/ear")
                .send();

        assertThat(spoken.words())
                .containsExactly(new WordTimestamp("one", Duration.ofMillis(1), Duration.ofMillis(9)));
        assertThat(second.asked).noneMatch(SpeechRequest::timestamps);
        assertThat(first.heard).singleElement().satisfies(request -> {
            assertThat(request.words()).isTrue();
            assertThat(request.language()).contains("en");
            assertThat(request.audio().bytes()).isEqualTo(Speaker.samples(240, 1_000));
            assertThat(request.audio().rawFormat()).contains(AudioFormat.PCM_24000);
        });
        assertThat(spoken.timing().orElseThrow().served()).map(Attempt::model).contains("ear");
    }

    @Test
    void saysWhenNobodyCanTellTheTimes() {
        connect("second");

        ByokException failure = failure(() -> acme.speech()
                .model("second/m")
                .voice("v")
                .text("Hello")
                .timestampsBy("first/ear")
                .send());
        ByokException streamed =
                failure(() -> acme.speech().model("second/m").voice("v").text("Hello").withTimestamps().stream());

        assertThat(failure.code()).isEqualTo(ErrorCode.TIMESTAMPS_UNAVAILABLE);
        assertThat(failure.getMessage()).contains("no key is connected for first");
        assertThat(streamed.code()).isEqualTo(ErrorCode.TIMESTAMPS_UNAVAILABLE);
        assertThat(second.asked).hasSize(1);
    }

    @Test
    void tellsTheLengthInTheHeaderOfAWholeWavFile() {
        connect("first");
        byte[] endless = new byte[54];
        Arrays.fill(endless, 4, 8, (byte) 0xff);
        Arrays.fill(endless, 40, 44, (byte) 0xff);
        first.audio = request -> endless;

        byte[] file = acme.speech()
                .model("first/m")
                .voice("v")
                .text("Hello")
                .format(AudioFormat.WAV_24000)
                .send()
                .bytes();

        assertThat(Arrays.copyOfRange(file, 4, 8)).containsExactly(46, 0, 0, 0);
        assertThat(Arrays.copyOfRange(file, 40, 44)).containsExactly(10, 0, 0, 0);
    }

    @Test
    void refusesWhatIsNoSpeech() {
        connect("first");

        assertThat(failure(() -> acme.speech().model("first/m").send()).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(failure(() -> acme.speech().speed(9)).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(failure(() -> acme.speech().fallback("first/m", "v")).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(failure(() -> acme.speech().model("second/m").text("Hello").send())
                        .code())
                .isEqualTo(ErrorCode.NO_API_KEY);
        assertThat(first.asked).isEmpty();
    }

    private static boolean isWiped(Secret secret) {
        return catchThrowableOfType(IllegalStateException.class, () -> secret.reveal(SecretAccess.grant())) != null;
    }

    private String connect(String provider) {
        return acme.credentials()
                .connect(CredentialInput.of(provider).field("api_key", "FAKE-0123456789-abcdefgh"))
                .id();
    }

    private static ByokException failure(ThrowingCallable call) {
        ByokException failure = catchThrowableOfType(ByokException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }
}
