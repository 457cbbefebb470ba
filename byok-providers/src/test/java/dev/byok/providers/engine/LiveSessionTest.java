package dev.byok.providers.engine;

import static dev.byok.providers.http.TestVendors.LONG;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.http.LiveLimits;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.TestVendors;
import dev.byok.providers.http.Transport;
import dev.byok.providers.http.Urls;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveTranscriptionDialect;
import dev.byok.providers.spec.LiveTranscriptionInput;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.providers.spec.VendorError;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.Cancellation;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What limits a live session, and how it ends when the other side does not help. */
@Timeout(60)
class LiveSessionTest {

    private static final Duration LINGER = Duration.ofMillis(500);
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

    private final BlockingQueue<TranscriptionEvent> events = new LinkedBlockingQueue<>();
    private Transport transport;

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void endsWhenAMessageIsTooLarge() throws Exception {
        transport = transport(new LiveLimits(1_000, 1 << 20, LONG, LINGER, LONG));
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            upgrade(connection);
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
        transport = transport(new LiveLimits(1 << 20, 100_000, LONG, LINGER, LONG));
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            upgrade(connection);
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
        transport = transport(new LiveLimits(1 << 20, 1 << 20, LONG, LINGER, Duration.ofMillis(1)));
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

    // takes the upgrade, and answers nothing after it, not even a close frame
    private static ScriptedServer silent() throws IOException {
        return ScriptedServer.start(connection -> {
            upgrade(connection);
            connection.awaitClientGone();
        });
    }

    private static Transport transport(LiveLimits limits) {
        return new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT, limits);
    }

    private TranscriptionSession open(ScriptedServer server, Cancellation cancellation) {
        return new VendorLiveTranscriptionClient(target(TestVendors.at(server.url())), transport, new Toy())
                .open(
                        LiveTranscriptionRequest.of(AudioFormat.PCM_16000, null),
                        "*",
                        events::add,
                        TestVendors.context(cancellation));
    }

    private TranscriptionEvent next() throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS);
    }

    // RFC 6455, section 4.2.2
    private static void upgrade(ScriptedServer.Connection connection) throws IOException {
        Matcher key = KEY.matcher(String.valueOf(connection.readRequest()));
        assertThat(key.find()).isTrue();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
            connection.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Audio as it is; nothing that comes means anything. */
    private static final class Toy implements LiveTranscriptionDialect {

        @Override
        public Opening open(LiveTranscriptionInput input) {
            return new Opening.Upgrade(HttpCall.get("listen"));
        }

        @Override
        public LiveTranslator newTranslator(LiveTranscriptionInput input) {
            return new LiveTranslator() {
                @Override
                public List<Frame> audio(byte[] samples) {
                    return List.of(Frame.binary(samples));
                }

                @Override
                public List<Frame> finish() {
                    return List.of(Frame.text("bye"));
                }

                @Override
                public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
                    return false;
                }

                @Override
                public Optional<VendorError> closed(int code, String reason) {
                    return LiveTranslator.unlessNormal(code, reason);
                }
            };
        }
    }
}
