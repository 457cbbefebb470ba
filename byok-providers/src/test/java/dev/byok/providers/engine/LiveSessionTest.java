package dev.byok.providers.engine;

import static dev.byok.providers.http.TestVendors.LONG;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.http.LiveLimits;
import dev.byok.providers.http.LiveSlot;
import dev.byok.providers.http.LiveSocket;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.TestVendors;
import dev.byok.providers.http.Transport;
import dev.byok.providers.http.Urls;
import dev.byok.providers.spec.HttpCall;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.Cancellation;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What limits a live session, and how it ends when the other side does not help. */
@Timeout(60)
class LiveSessionTest {

    private static final Duration LINGER = Duration.ofMillis(500);

    private final BlockingQueue<TranscriptionEvent> events = new LinkedBlockingQueue<>();
    private Transport transport;

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void endsWhenAMessageIsTooLarge() throws Exception {
        transport = transport(new LiveLimits(1_000, 1 << 20, LONG, LINGER, LONG, LONG, 10));
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.upgrade();
            // a message of text of 16 MiB begins, and 1 MiB of it comes
            connection.send(new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 1, 0, 0, 0});
            connection.send("a".repeat(1 << 20));
            connection.awaitClientGone();
        })) {
            open(server, new Cancellation());

            assertThat(next()).isInstanceOf(TranscriptionEvent.SessionStarted.class);
            assertThat(next()).isInstanceOfSatisfying(TranscriptionEvent.Error.class, error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.BAD_RESPONSE);
                assertThat(error.message()).contains("a message that is too large");
            });
            assertThat(next())
                    .isInstanceOfSatisfying(
                            TranscriptionEvent.Closed.class,
                            closed -> assertThat(closed.clean()).isFalse());
        }
    }

    @Test
    void refusesAudioWhenTooMuchIsWaiting() throws Exception {
        transport = transport(new LiveLimits(1 << 20, 100_000, LONG, LINGER, LONG, LONG, 10));
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.upgrade();
            // reads nothing
            over.await();
        })) {
            TranscriptionSession session = open(server, new Cancellation());

            ByokException refused = failure(() -> {
                // more than networks keep for a reader that does not read
                for (int i = 0; i < 10_000; i++) {
                    session.send(new byte[32_000]);
                }
            });

            assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(refused.summary()).contains("takes audio slower than it is sent");
            over.countDown();
        }
    }

    @Test
    void endsWhenNothingHappensForTooLong() throws Exception {
        transport = transport(new LiveLimits(1 << 20, 1 << 20, LONG, LINGER, Duration.ofMillis(1), LONG, 10));
        try (ScriptedServer server = silent()) {
            open(server, new Cancellation());

            assertThat(next()).isInstanceOf(TranscriptionEvent.SessionStarted.class);
            assertThat(next())
                    .isInstanceOfSatisfying(
                            TranscriptionEvent.Error.class,
                            error -> assertThat(error.code()).isEqualTo(ErrorCode.TIMEOUT));
            assertThat(next()).isInstanceOf(TranscriptionEvent.Closed.class);
            server.awaitAbandoned();
        }
    }

    @Test
    void isNotOpenedWhenTheCallIsCancelled() throws Exception {
        transport = transport(LiveLimits.DEFAULT);
        Cancellation cancellation = new Cancellation();
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.awaitClientGone();
        })) {
            CompletableFuture<ByokException> opening =
                    CompletableFuture.supplyAsync(() -> failure(() -> open(server, cancellation)));
            server.awaitRequest();
            cancellation.cancel();

            assertThat(opening.get(10, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.CANCELLED);
            server.awaitAbandoned();
            assertThat(events).isEmpty();
        }
    }

    @Test
    void isGoneWithinASecondAlsoWhenNobodySaysGoodbye() throws Exception {
        transport = transport(LiveLimits.DEFAULT);
        try (ScriptedServer server = silent()) {
            TranscriptionSession session = open(server, new Cancellation());
            assertThat(next()).isInstanceOf(TranscriptionEvent.SessionStarted.class);

            long before = System.nanoTime();
            session.close();
            server.awaitAbandoned();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
            assertThat(next())
                    .isInstanceOfSatisfying(
                            TranscriptionEvent.Closed.class,
                            closed -> assertThat(closed.clean()).isFalse());
            assertThat(failure(() -> session.send(new byte[2])).code()).isEqualTo(ErrorCode.CANCELLED);
        }
    }

    @Test
    void endsCleanlyWhenAVendorThatDoesNotSayWhichTextIsTheLastFallsSilent() throws Exception {
        transport = transport(LiveLimits.DEFAULT);
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.upgrade();
            connection.readBytes(6 + "bye".length());
            connection.send(new byte[] {(byte) 0x81, 2, 'H', 'i'});
            connection.awaitClientGone();
        })) {
            ManualClock clock = new ManualClock();
            LiveSession session = new LiveSession(
                    target(TestVendors.at(server.url())),
                    new ToyLive.Translator(false),
                    UnaryOperator.identity(),
                    new EventTeller(new EventOrder(events::add, true), LONG, clock, Runnable::run),
                    LONG,
                    clock);
            connect(server, session);
            assertThat(next()).isInstanceOf(TranscriptionEvent.SessionStarted.class);
            session.finish();
            assertThat(next()).isInstanceOf(TranscriptionEvent.SpeechStarted.class);
            assertThat(next()).isInstanceOf(TranscriptionEvent.Final.class);

            clock.advance(Duration.ofSeconds(2));

            assertThat(next()).isInstanceOf(TranscriptionEvent.UtteranceEnd.class);
            assertThat(next())
                    .isInstanceOfSatisfying(
                            TranscriptionEvent.Closed.class,
                            closed -> assertThat(closed.clean()).isTrue());
        }
    }

    private void connect(ScriptedServer server, LiveSession session) {
        Target target = target(TestVendors.at(server.url()));
        try (LiveSlot slot = transport.takeLiveSlot(target)) {
            LiveSocket socket = transport.connect(target, HttpCall.get("listen"), TestVendors.context(), slot, session);
            session.awaitStart(socket, TestVendors.context());
        }
    }

    // takes the upgrade, and answers nothing after it, not even a close frame
    private static ScriptedServer silent() throws IOException {
        return ScriptedServer.start(connection -> {
            connection.upgrade();
            connection.awaitClientGone();
        });
    }

    private static Transport transport(LiveLimits limits) {
        return new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT, limits);
    }

    private TranscriptionSession open(ScriptedServer server, Cancellation cancellation) {
        return new VendorLiveTranscriptionClient(target(TestVendors.at(server.url())), transport, new ToyLive())
                .open(
                        LiveTranscriptionRequest.of(AudioFormat.PCM_16000, null),
                        "*",
                        events::add,
                        TestVendors.context(cancellation));
    }

    private TranscriptionEvent next() throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS);
    }
}
