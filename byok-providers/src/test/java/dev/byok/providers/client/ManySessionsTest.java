package dev.byok.providers.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Capability;
import dev.byok.spi.LiveTranscriptionClient;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.Timeouts;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionEvent.Closed;
import dev.byok.transcription.TranscriptionEvent.Final;
import dev.byok.transcription.TranscriptionSession;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 500 live sessions at once: every one of them says what was sent to it, in order, and nothing else. */
final class ManySessionsTest {

    private static final int SESSIONS = 500;
    private static final int FRAMES = 40;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final MockWebServer server = new MockWebServer();
    private final AtomicInteger socketsClosed = new AtomicInteger();
    private final CountDownLatch firstClosed = new CountDownLatch(1);
    private Providers providers;

    @BeforeEach
    void listen() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().webSocketUpgrade(new Echo()).build();
            }
        });
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        providers = Providers.builder()
                .endpointPolicy(EndpointPolicy.publicHttps().allowOrigin(origin()))
                .build();
    }

    @AfterEach
    void stop() {
        providers.close();
        server.close();
    }

    private String origin() {
        return "ws://127.0.0.1:" + server.getPort();
    }

    @Test
    void loseAndReorderNothing() throws Exception {
        // those of a test before end a little later
        long others = threads("byok-live-");
        List<Session> sessions =
                IntStream.range(0, SESSIONS).mapToObj(this::open).toList();

        // one that reads each of them, and one clock for all
        assertThat(threads("byok-live-")).isLessThanOrEqualTo(others + SESSIONS + 1);
        for (int frame = 0; frame < FRAMES; frame++) {
            for (Session session : sessions) {
                session.send(frame);
            }
        }
        sessions.forEach(session -> session.opened.finish());

        for (Session session : sessions) {
            assertThat(session.over.get(60, TimeUnit.SECONDS).clean()).isTrue();
            assertThat(session.heard)
                    .containsExactlyElementsOf(IntStream.range(0, FRAMES)
                            .mapToObj(frame -> session.number + "/" + frame)
                            .toList());
        }
    }

    @Test
    void endOneByOne() throws Exception {
        Session first = open(1);
        Session second = open(2);
        first.send(0);

        long before = System.nanoTime();
        first.opened.close();

        assertThat(firstClosed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        assertThat(first.over.get(5, TimeUnit.SECONDS).clean()).isFalse();
        assertThat(second.over).isNotDone();
        assertThat(socketsClosed).hasValue(1);
        second.send(0);
        second.opened.finish();
        assertThat(second.over.get(10, TimeUnit.SECONDS).clean()).isTrue();
        assertThat(second.heard).containsExactly("2/0");
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    private Session open(int number) {
        ProviderCredential credential = ProviderCredential.builder("custom-transcriber")
                .callUrl(origin() + "/listen")
                .build();
        LiveTranscriptionClient client = providers.providers().stream()
                .filter(provider -> provider.info().id().equals("custom-transcriber"))
                .findFirst()
                .orElseThrow()
                .clients()
                .create(Capability.LIVE_TRANSCRIPTION, credential)
                .orElseThrow();
        Session session = new Session(number);
        session.opened = client.open(
                LiveTranscriptionRequest.of(AudioFormat.PCM_16000, null),
                "*",
                session::take,
                CallContext.starting(new Timeouts(LONG, LONG, LONG), new Cancellation()));
        return session;
    }

    /** One of them, with what it heard. */
    private static final class Session {

        private final int number;
        private final List<String> heard = new ArrayList<>();
        private final CompletableFuture<Closed> over = new CompletableFuture<>();
        private TranscriptionSession opened;

        Session(int number) {
            this.number = number;
        }

        void send(int frame) {
            opened.send(ByteBuffer.allocate(640).putInt(number).putInt(frame).array());
        }

        void take(TranscriptionEvent event) {
            if (event instanceof Final said) {
                heard.add(said.text());
            } else if (event instanceof Closed closed) {
                over.complete(closed);
            }
        }
    }

    /** Says of every frame which one it is. */
    private final class Echo extends WebSocketListener {

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            ByteBuffer frame = bytes.asByteBuffer();
            socket.send("{\"type\":\"final\",\"text\":\"" + frame.getInt() + "/" + frame.getInt() + "\"}");
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            if (text.contains("finalize")) {
                socket.send("{\"type\":\"utterance_end\"}");
            }
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socketsClosed.incrementAndGet();
            firstClosed.countDown();
            socket.close(code, reason);
        }
    }
}
