package dev.byok.providers.http;

import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.credential;
import static dev.byok.providers.http.TestVendors.target;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One pool of connections serves everybody. */
@Timeout(120)
class TransportPoolTest {

    private static final String OTHER_KEY = "sk-FAKE-other-9Yp4Kc7Ns1Jg";
    private static final HttpCall CALL = HttpCall.post("chat", new byte[] {'{', '}'});
    private static final HttpCall STALL = HttpCall.post("stall", new byte[] {'{', '}'});
    private static final int THREADS = 8;

    private final MockWebServer server = new MockWebServer();
    private Transport transport = newTransport();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @Test
    void everyCallCarriesItsOwnKeyOverSharedConnections() throws Exception {
        server.start(InetAddress.getByName("127.0.0.1"), 0);

        Set<Integer> connections = callFromManyThreads("http://127.0.0.1:" + server.getPort());

        assertThat(connections).hasSizeLessThanOrEqualTo(THREADS);
    }

    @Test
    void everyCallCarriesItsOwnKeyOverHttp2() throws Exception {
        serveHttp2();

        Set<Integer> connections = callFromManyThreads("https://localhost:" + server.getPort());

        // a few threads may start before the first connection is known to be one for all
        assertThat(connections).hasSizeLessThan(THREADS);
        assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
    }

    @Test
    void cancellingACallOverHttp2LeavesTheConnectionToTheOthers() throws Exception {
        serveHttp2();
        server.setDispatcher(answeringOrStalling());
        Target target = target(TestVendors.at("https://localhost:" + server.getPort()));
        transport.exchange(target, CALL, context());
        int connection = server.takeRequest().getConnectionIndex();

        Cancellation cancellation = new Cancellation();
        Background cancelled = Background.run(() -> transport.exchange(target, STALL, context(cancellation)));
        assertThat(server.takeRequest().getConnectionIndex()).isEqualTo(connection);
        cancellation.cancel();
        assertThat(cancelled.failure().code()).isEqualTo(ErrorCode.CANCELLED);

        Background interrupted = Background.run(() -> transport.exchange(target, STALL, context()));
        assertThat(server.takeRequest().getConnectionIndex()).isEqualTo(connection);
        interrupted.interrupt();
        assertThat(interrupted.failure().code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(interrupted.wasInterrupted()).isTrue();

        assertThat(transport.exchange(target, CALL, context()).body())
                .asString()
                .isEqualTo("still there");
        assertThat(server.takeRequest().getConnectionIndex()).isEqualTo(connection);
    }

    @Test
    void aStreamThatEndedLeavesItsConnectionToTheNextCall() throws IOException {
        String events = "data: a\n\ndata: [DONE]\n\n";
        String reply = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(events.length()) + "\r\n" + events + "\r\n";
        try (ScriptedServer vendor = ScriptedServer.start(connection -> {
            while (connection.readRequest() != null) {
                connection.send(reply);
                connection.send("0\r\n\r\n");
            }
        })) {
            for (int i = 0; i < 3; i++) {
                readToTheMarker(vendor.url()).finish();
            }
            assertThat(vendor.connections()).isEqualTo(1);

            readToTheMarker(vendor.url()).close();
            readToTheMarker(vendor.url()).finish();
            assertThat(vendor.connections())
                    .as("a call that was given up takes its connection along")
                    .isEqualTo(2);
        }
    }

    @Test
    void aStreamThatDoesNotEndAfterItsMarkerIsNotWaitedFor() throws Exception {
        for (String afterwards : List.of("", ": and on\n\n", "data: more\n\n".repeat(10_000))) {
            try (ScriptedServer vendor = ScriptedServer.start(connection -> {
                connection.readRequest();
                connection.send(ScriptedServer.streamHead() + "data: a\n\ndata: [DONE]\n\n");
                connection.send(afterwards);
                connection.awaitClientGone();
            })) {
                StreamReply stream = readToTheMarker(vendor.url());

                stream.finish();
                stream.finish();

                vendor.awaitAbandoned();
                assertThat(TestVendors.failure(stream::next).code()).isEqualTo(ErrorCode.CANCELLED);
            }
        }
    }

    @Test
    void closingTheTransportClosesIdleConnectionsAndLeavesItUsable() throws Exception {
        try (ScriptedServer vendor = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(ScriptedServer.reply("200 OK", "{}"));
            connection.awaitClientGone();
        })) {
            Target target = target(TestVendors.at(vendor.url()));
            transport.exchange(target, CALL, context());

            transport.close();

            vendor.awaitAbandoned();
            assertThat(transport.exchange(target, CALL, context()).status()).isEqualTo(200);
        }
    }

    private StreamReply readToTheMarker(String url) {
        StreamReply stream = transport.stream(target(TestVendors.at(url)), CALL, context());
        do {
            assertThat(stream.next()).isTrue();
        } while (!new String(stream.data(), UTF_8).equals("[DONE]"));
        return stream;
    }

    /** Makes 1,000 calls with two keys; the body says whose call it is. Gives the connections that were used. */
    private Set<Integer> callFromManyThreads(String url) throws Exception {
        Set<Integer> connections = ConcurrentHashMap.newKeySet();
        Queue<String> mixedUp = new ConcurrentLinkedQueue<>();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                connections.add(request.getConnectionIndex());
                List<String> sent = request.getHeaders().values("Authorization");
                if (!sent.equals(List.of("Bearer " + request.getBody().utf8()))) {
                    mixedUp.add(request.getBody().utf8() + " came with " + sent);
                }
                return new MockResponse.Builder().body(request.getBody().utf8()).build();
            }
        });
        VendorSpec vendor = TestVendors.at(url);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch together = new CountDownLatch(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            all.add(threads.submit(() -> {
                together.countDown();
                together.await();
                for (int i = 0; i < 1000 / THREADS; i++) {
                    String key = (first + i) % 2 == 0 ? KEY : OTHER_KEY;
                    Target target = new Target(vendor, credential(key).build());
                    HttpReply reply = transport.exchange(target, HttpCall.post("chat", key.getBytes(UTF_8)), context());
                    assertThat(reply.body()).asString().isEqualTo(key);
                }
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
        assertThat(mixedUp).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(1000);
        return new TreeSet<>(connections);
    }

    // the transport trusts what the JVM trusts, and so does this test
    private void serveHttp2() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", certificate.certificate());
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, "FAKE-password".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "FAKE-password");
        try {
            transport = newTransport();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    // by what is asked, not in turn: over HTTP/2 the server tells of a request before it has taken the reply from a
    // queue
    private static Dispatcher answeringOrStalling() {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                MockResponse.Builder response = new MockResponse.Builder().body("still there");
                boolean stalls = request.getTarget().equals("/" + STALL.path());
                return (stalls ? response.headersDelay(1, TimeUnit.HOURS) : response).build();
            }
        };
    }

    private static Transport newTransport() {
        return new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT);
    }
}
