package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.credential.CredentialInput;
import dev.byok.model.ModelRef;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.ConversationResponse;
import dev.byok.speech.RegisteredVoice;
import dev.byok.speech.SpeechRequest;
import dev.byok.speech.WordTimestamp;
import dev.byok.store.InMemoryKeyStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConversationCallTest {

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
    void joinsTheTurnsInOrderWithGaps() {
        connect("first");
        connect("second");
        second.audio = request -> Speaker.samples(480, 1_000);

        ConversationResponse whole = acme.conversation()
                .turn("first/m", "v", "One")
                .turn(new RegisteredVoice(ModelRef.parse("second/n"), "w"), "Two")
                .turn("first/m", "v", "Three")
                .gap(Duration.ofMillis(20))
                .format(AudioFormat.PCM_24000)
                .send();

        // 10 + 20 + 20 + 20 + 10 milliseconds
        assertThat(whole.audio().duration()).isEqualTo(Duration.ofMillis(80));
        assertThat(whole.audio().bytes()).hasSize(2 * 24 * 80);
        assertThat(whole.turns())
                .extracting(ConversationResponse.Turn::start)
                .containsExactly(Duration.ZERO, Duration.ofMillis(30), Duration.ofMillis(70));
        assertThat(whole.warnings()).isEmpty();
        assertThat(whole.audio().characters()).isEqualTo(4 + 4 + 6);
        assertThat(sample(whole, 250)).isZero();
        assertThat(second.asked).extracting(SpeechRequest::format).containsExactly(AudioFormat.PCM_24000);
    }

    @Test
    void bringsTheTurnsToOneLoudness() {
        connect("first");
        connect("second");
        first.audio = request -> Speaker.samples(4_800, 12_000);
        second.audio = request -> Speaker.samples(4_800, 1_000);

        ConversationResponse whole = acme.conversation()
                .turn("first/m", "v", "Loud")
                .turn("second/n", "w", "Quiet")
                .gap(Duration.ZERO)
                .format(AudioFormat.PCM_24000)
                .send();

        // a tenth of full scale
        assertThat(sample(whole, 100)).isBetween(3_276, 3_278);
        assertThat(sample(whole, 5_000)).isBetween(3_276, 3_278);
    }

    @Test
    void bringsTheTurnsToTheLoudnessThatIsAskedFor() {
        connect("first");
        first.audio = request -> Speaker.samples(4_800, 1_000);

        ConversationResponse whole = acme.conversation()
                .turn("first/m", "v", "Quiet")
                .loudness(-26.02)
                .format(AudioFormat.PCM_24000)
                .send();

        // a twentieth of full scale
        assertThat(sample(whole, 100)).isBetween(1_637, 1_640);
    }

    @Test
    void leavesSilenceAndLiftsNothingTooFar() {
        connect("first");
        first.audio = request -> Speaker.samples(4_800, request.text().equals("Silence") ? 3 : 150);

        ConversationResponse whole = acme.conversation()
                .turn("first/m", "v", "Silence")
                .turn("first/m", "v", "Whisper")
                .gap(Duration.ZERO)
                .format(AudioFormat.PCM_24000)
                .send();

        assertThat(sample(whole, 100)).isEqualTo(3);
        assertThat(sample(whole, 5_000)).isEqualTo(600);
    }

    @Test
    void tellsTheTurnOfEveryWord() {
        connect("first");
        connect("second");

        ConversationResponse whole = acme.conversation()
                .turn("first/m", "v", "One")
                .turn("second/n", "w", "Two")
                .gap(Duration.ofMillis(20))
                .timestampsBy("first/ear")
                .send();

        assertThat(whole.audio().words())
                .containsExactly(
                        new WordTimestamp("word", Duration.ZERO, Duration.ofMillis(5), 0),
                        new WordTimestamp("one", Duration.ofMillis(31), Duration.ofMillis(39), 1));
        assertThat(new String(whole.audio().bytes(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("RIFF");
    }

    @Test
    void givesTheAudioWithoutTimesAndWithAWarningWhenTheyCannotBeHad() {
        connect("first");
        connect("second");
        first.hearing = request -> {
            throw ByokException.of(ErrorCode.QUOTA_EXCEEDED, "no credit").build();
        };

        ConversationResponse whole = acme.conversation()
                .turn("first/m", "v", "One")
                .turn("second/n", "w", "Two")
                .timestampsBy("first/ear")
                .send();

        assertThat(whole.audio().words()).isEmpty();
        assertThat(whole.warnings())
                .singleElement()
                .asString()
                .startsWith("turn 1: ")
                .contains("no credit");
    }

    @Test
    void sendsNothingWhenAnyTurnCannotBeSpoken() {
        connect("first");

        ByokException failure = failure(() -> acme.conversation()
                .turn("first/m", "v", "One")
                .turn("nobody/m", "v", "Two")
                .turn("second/n", "w", "Three")
                .turn("first/m", SpeechRequest.builder().text("Four").build())
                .send());

        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(failure.getMessage())
                .contains("turn 1: ", "turn 2: no key is connected for second", "turn 3: no voice is named")
                .doesNotContain("turn 0");
        assertThat(failure.turn()).hasValue(1);
        assertThat(first.asked).isEmpty();
    }

    @Test
    void keepsTheCodeWhenAllFaultsAreOfOneKind() {
        ByokException failure = failure(() -> acme.conversation()
                .turn("first/m", "v", "One")
                .turn("second/n", "w", "Two")
                .send());

        assertThat(failure.code()).isEqualTo(ErrorCode.NO_API_KEY);
    }

    @Test
    void speaksSeveralTurnsAtATimeButNotMoreThanItMay() {
        connect("first");
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        first.audio = request -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            two.countDown();
            await(two);
            running.decrementAndGet();
            return Speaker.samples(240, 1_000);
        };

        acme.conversation()
                .turn("first/m", "v", "One")
                .turn("first/m", "v", "Two")
                .turn("first/m", "v", "Three")
                .turn("first/m", "v", "Four")
                .parallel(2)
                .send();

        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void failsWithTheFirstTurnThatFails() {
        connect("first");
        first.audio = request -> {
            if (request.text().equals("One")) {
                return Speaker.samples(240, 1_000);
            }
            throw ByokException.of(ErrorCode.CONTENT_BLOCKED, "not this").build();
        };

        ByokException failure = failure(() -> acme.conversation()
                .turn("first/m", "v", "One")
                .turn("first/m", "v", "Two")
                .parallel(1)
                .send());

        assertThat(failure.code()).isEqualTo(ErrorCode.CONTENT_BLOCKED);
        assertThat(failure.turn()).hasValue(1);
    }

    @Test
    void refusesWhatCannotBeJoined() {
        connect("first");

        assertThat(failure(() -> acme.conversation().send()).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(failure(() -> acme.conversation()
                                .turn("first/m", "v", "One")
                                .format(AudioFormat.MP3)
                                .send())
                        .code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(failure(() -> acme.conversation()
                                .turn("first/m", "v", "One")
                                .gap(Duration.ofSeconds(61))
                                .send())
                        .code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(failure(() -> acme.conversation()
                                .turn("first/m", "v", "One")
                                .loudness(Double.NaN)
                                .send())
                        .code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(failure(() -> acme.conversation().turn("first/m", "v", " ")).code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    private static int sample(ConversationResponse whole, int index) {
        return ByteBuffer.wrap(whole.audio().bytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getShort(2 * index);
    }

    private void connect(String provider) {
        acme.credentials().connect(CredentialInput.of(provider).field("api_key", "FAKE-0123456789-abcdefgh"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ByokException failure(ThrowingCallable call) {
        ByokException failure = catchThrowableOfType(ByokException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }
}
