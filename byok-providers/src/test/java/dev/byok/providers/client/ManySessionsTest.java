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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 500 live sessions at once: every one of them says what was sent to it, in order, and nothing else. */
@Timeout(120)
final class ManySessionsTest {

    private static final int SESSIONS = 500;
    private static final int FRAMES = 40;
    private static final Duration LONG = Duration.ofSeconds(60);

    /** The clock of all sessions, the HTTP client's own threads, and what a JVM starts when it likes. */
    private static final int FEW = 12;

    /** On newer platforms the thread that reads a session is a virtual one. */
    private static final int READERS = Runtime.version().feature() >= 24 ? 0 : SESSIONS;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private EchoServer server;
    private Providers providers;
    private int threadsBefore;

    @BeforeEach
    void listen() throws IOException {
        server = new EchoServer();
        providers = Providers.builder()
                .endpointPolicy(EndpointPolicy.publicHttps().allowOrigin(server.origin()))
                .build();
        threadsBefore = THREADS.getThreadCount();
        THREADS.resetPeakThreadCount();
    }

    @AfterEach
    void stop() throws IOException {
        providers.close();
        server.close();
    }

    @Test
    void loseAndReorderNothing() throws Exception {
        List<Session> sessions = open(SESSIONS);
        assertThat(THREADS.getPeakThreadCount() - threadsBefore).isLessThanOrEqualTo(READERS + FEW);

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
        // one that writes for each session, at the very most and for a moment
        assertThat(THREADS.getPeakThreadCount() - threadsBefore).isLessThanOrEqualTo(READERS + SESSIONS + FEW);
    }

    @Test
    void endOneByOne() throws Exception {
        List<Session> sessions = open(SESSIONS);
        sessions.forEach(session -> session.send(0));
        for (Session session : sessions) {
            session.firstHeard.get(60, TimeUnit.SECONDS);
        }
        Session one = sessions.get(SESSIONS / 2);

        long before = System.nanoTime();
        one.opened.close();

        assertThat(server.closed().poll(10, TimeUnit.SECONDS)).isEqualTo(one.number);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        assertThat(one.over.get(10, TimeUnit.SECONDS).clean()).isFalse();
        assertThat(server.open()).isEqualTo(SESSIONS - 1);
        sessions.remove(one);
        sessions.forEach(session -> session.send(1));
        for (Session session : sessions) {
            session.opened.finish();
            assertThat(session.over.get(60, TimeUnit.SECONDS).clean()).isTrue();
            assertThat(session.heard).containsExactly(session.number + "/0", session.number + "/1");
        }
    }

    @Test
    void leaveNothingBehind() throws Exception {
        List<WeakReference<Session>> sessions = openAndEnd();

        await(() -> server.open() == 0);
        providers.close();
        // the HTTP client keeps the threads that wrote for a minute, for all that is written anywhere
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("byok-live-")
                        && !thread.getName().startsWith("byok-live-clock")));
        await(() -> {
            System.gc();
            return sessions.stream().allMatch(session -> session.get() == null);
        });
    }

    // in a frame of its own, which holds on to nothing afterwards
    private List<WeakReference<Session>> openAndEnd() throws Exception {
        List<Session> sessions = open(SESSIONS);
        for (int i = 0; i < SESSIONS; i++) {
            Session session = sessions.get(i);
            session.send(0);
            if (i % 2 == 0) {
                session.opened.finish();
            } else {
                session.opened.close();
            }
        }
        for (Session session : sessions) {
            session.over.get(60, TimeUnit.SECONDS);
        }
        return sessions.stream().map(WeakReference::new).toList();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private List<Session> open(int count) {
        List<Session> sessions = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            sessions.add(openOne(number));
        }
        return sessions;
    }

    private Session openOne(int number) {
        ProviderCredential credential = ProviderCredential.builder("custom-transcriber")
                .callUrl(server.origin() + "/listen")
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
        private final CompletableFuture<String> firstHeard = new CompletableFuture<>();
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
                firstHeard.complete(said.text());
            } else if (event instanceof Closed closed) {
                over.complete(closed);
            }
        }
    }
}
