package dev.byok.examples.benchmarks;

import dev.byok.ByokClient;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.crypto.MasterKeys;
import dev.byok.crypto.TinkSealer;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** 500 live sessions that are spoken to at once: threads, heap, and how long a session takes to be closed. */
final class ManyLive {

    private static final int SESSIONS = 500;
    private static final int FRAMES = 50;
    private static final byte[] FRAME = new byte[640];

    private ManyLive() {}

    /** Measures in a JVM of its own. */
    static void measure(PrintStream out) throws IOException, InterruptedException {
        out.println("| 500 live sessions | |");
        out.println("|---|---|");
        int exit = Jvm.of(ManyLive.class, "-Xmx512m")
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("the sessions did not come to their end");
        }
        out.println();
    }

    public static void main(String... args) throws Exception {
        try (Stub stub = Stub.startVoice();
                Providers providers = Providers.builder()
                        .endpointPolicy(EndpointPolicy.publicHttps()
                                .allowOrigin(stub.origin().replace("http:", "ws:")))
                        .build();
                ByokClient client = ByokClient.builder()
                        .providers(providers)
                        .keyStore(new InMemoryKeyStore())
                        .sealer(new TinkSealer(MasterKeys.ephemeral()))
                        .build()) {
            Tenant tenant = client.tenant("tenant-00000");
            tenant.credentials()
                    .connect(CredentialInput.of("custom-transcriber")
                            .field("base_url", stub.origin().replace("http:", "ws:") + "/listen"));
            measure(tenant);
        }
        System.exit(0);
    }

    private static void measure(Tenant tenant) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        open(tenant, new CountDownLatch(0)).session.close();
        long heap = heap();
        int alive = threads.getThreadCount();
        CountDownLatch heard = new CountDownLatch(SESSIONS * FRAMES);
        List<Listening> sessions = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(open(tenant, heard));
        }
        row("threads while they wait", threads.getThreadCount() - alive);
        row("heap of a session, bytes", (heap() - heap) / SESSIONS);

        threads.resetPeakThreadCount();
        for (int frame = 0; frame < FRAMES; frame++) {
            for (Listening session : sessions) {
                session.session.send(FRAME);
            }
        }
        heard.await();
        row("threads at most, while all are spoken to", threads.getPeakThreadCount() - alive);

        long[] micros = new long[SESSIONS];
        for (int i = 0; i < SESSIONS; i++) {
            long start = System.nanoTime();
            sessions.get(i).session.close();
            micros[i] = (sessions.get(i).over.get() - start) / 1_000;
        }
        Arrays.sort(micros);
        row("from close() to the end of the connection, p50 µs", micros[SESSIONS / 2]);
        row("from close() to the end of the connection, p99 µs", micros[SESSIONS * 99 / 100]);
    }

    private static Listening open(Tenant tenant, CountDownLatch heard) {
        CompletableFuture<Long> over = new CompletableFuture<>();
        TranscriptionSession session = tenant.liveTranscription()
                .model("custom-transcriber")
                .open(event -> {
                    if (event instanceof TranscriptionEvent.Final) {
                        heard.countDown();
                    } else if (event instanceof TranscriptionEvent.Closed) {
                        over.complete(System.nanoTime());
                    }
                });
        return new Listening(session, over);
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void row(String what, long value) {
        System.out.printf("| %s | %,d |%n", what, value);
    }

    private record Listening(TranscriptionSession session, CompletableFuture<Long> over) {}
}
