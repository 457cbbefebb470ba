package dev.byok.providers.http;

import static dev.byok.providers.http.ScriptedServer.streamHead;
import static dev.byok.providers.http.TestVendors.LONG;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static dev.byok.providers.http.TestVendors.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.HttpCall;
import dev.byok.spi.CallContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Callable;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time limits, and endpoints that cannot be reached. Whatever is tested, all other limits are far away. */
@Timeout(120)
class TransportLimitsTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final HttpCall CALL = HttpCall.post("chat", new byte[] {'{', '}'});

    private final Transport transport = new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT);

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void limitsTheTimeToConnect() throws IOException {
        try (FullBacklog nobody = new FullBacklog()) {
            Target target = target(TestVendors.at(nobody.url()));

            assertTimeout("connected to within PT0.2S", () -> transport.exchange(target, CALL, connectWithin(SHORT)));
            assertTimeout(
                    "connected to within PT0.2S",
                    () -> transport.stream(target, CALL, connectWithin(SHORT)).close());
        }
    }

    // a server that takes the connection and says nothing
    @Test
    void limitsTheTimeForTlsToo() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Connection::awaitClientGone)) {
            Target target = target(TestVendors.at(server.url().replace("http:", "https:")));

            assertTimeout("connected to within PT0.2S", () -> transport.exchange(target, CALL, connectWithin(SHORT)));
            assertTimeout(
                    "connected to within PT0.2S",
                    () -> transport.stream(target, CALL, connectWithin(SHORT)).close());
        }
    }

    @Test
    void doesNotCountTheReplyAgainstTheLimitToConnect() throws Exception {
        underALimit(limit -> {
            try (ScriptedServer server = ScriptedServer.start(connection -> {
                connection.readRequest();
                connection.awaitClientGone();
            })) {
                Target target = target(TestVendors.at(server.url()));
                Duration total = limit.multipliedBy(3);
                ByokException e = failure(() -> transport.exchange(target, CALL, within(limit, LONG, total)));
                requireInTime(!e.summary().contains("connected to within"));

                // ends by the total limit, which is the later one
                assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT);
                assertThat(e.summary()).contains("within " + total + " in all");
            }
        });
    }

    @Test
    void takesLimitsOfYears() throws IOException {
        Duration years = Duration.ofDays(3653);
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.reply("200 OK", ""))) {
            assertThat(transport
                            .exchange(target(TestVendors.at(server.url())), CALL, within(years, years, years))
                            .status())
                    .isEqualTo(200);
        }
    }

    // the limit may pass while the connection is just being made: the outcome is the one or the other, and nothing else
    @Test
    void aLimitThatPassesAtAnyMomentIsTold() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.reply("200 OK", ""))) {
            Target target = target(TestVendors.at(server.url()));
            for (int micros = 1; micros < 1000; micros += 5) {
                CallContext context = connectWithin(Duration.ofNanos(1000L * micros));
                try {
                    assertThat(transport.exchange(target, CALL, context).status())
                            .isEqualTo(200);
                } catch (ByokException e) {
                    assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.TIMEOUT);
                }
            }
        }
    }

    @Test
    void limitsTheTimeToTheFirstContentBeforeTheReplyBegins() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.awaitClientGone();
        })) {
            assertTimeout(
                    "nothing within PT0.2S",
                    () -> transport.stream(target(TestVendors.at(server.url())), CALL, contentWithin(SHORT))
                            .close());
        }
    }

    // comments and events without content keep no call alive
    @ParameterizedTest
    @ValueSource(strings = {"", ": ping\n\n", "event: start\ndata: {}\n\n"})
    void limitsTheTimeToTheFirstContentAfterTheReplyBegan(String noContent) throws Exception {
        underALimit(limit -> {
            try (ScriptedServer server = ScriptedServer.start(connection -> {
                        connection.readRequest();
                        connection.send(streamHead() + noContent);
                        connection.awaitClientGone();
                    });
                    StreamReply stream = inTime(() -> stream(server, contentWithin(limit)))) {
                assertTimeout("nothing within " + limit, () -> {
                    while (stream.next()) {
                        stream.data();
                    }
                });
            }
        });
    }

    @Test
    void limitsTheTimeToTheFirstContentAlsoWhenTheReplyComesWhole() throws Exception {
        underALimit(limit -> {
            try (ScriptedServer server = ScriptedServer.start(connection -> {
                        connection.readRequest();
                        connection.send(
                                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
                        connection.awaitClientGone();
                    });
                    StreamReply stream = inTime(() -> stream(server, contentWithin(limit)))) {
                assertTimeout("nothing within " + limit, stream::whole);
            }
        });
    }

    @Test
    void limitsTheSilenceAfterTheFirstContent() throws Exception {
        underALimit(limit -> {
            try (ScriptedServer server = ScriptedServer.start(connection -> {
                        connection.readRequest();
                        connection.send(streamHead() + "data: a\n\n");
                        connection.awaitClientGone();
                    });
                    StreamReply stream = inTime(() -> stream(server, contentWithin(limit)))) {
                assertThat(inTime(stream::next)).isTrue();
                stream.contentSeen();
                assertTimeout("nothing within " + limit, stream::next);
            }
        });
    }

    // the application may take its time between two events
    @Test
    void doesNotCountTheTimeOfTheReader() throws Exception {
        underALimit(limit -> {
            try (ScriptedServer server = ScriptedServer.start(connection -> {
                        connection.readRequest();
                        connection.send(streamHead() + "data: a\n\ndata: b\n\n");
                    });
                    ScriptedServer silent = ScriptedServer.start(connection -> {
                        connection.readRequest();
                        connection.awaitClientGone();
                    });
                    StreamReply stream = inTime(() -> stream(server, contentWithin(limit)))) {
                assertThat(inTime(stream::next)).isTrue();
                stream.contentSeen();
                // another call that runs into the same limit takes as long as the limit is
                assertTimeout("nothing within " + limit, () -> stream(silent, contentWithin(limit)));

                assertThat(inTime(stream::next)).isTrue();
                assertThat(inTime(stream::next)).isFalse();
            }
        });
    }

    @Test
    void limitsAWholeCall() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
            connection.awaitClientGone();
        })) {
            assertTimeout(
                    "within PT0.2S in all",
                    () -> transport.exchange(target(TestVendors.at(server.url())), CALL, within(LONG, LONG, SHORT)));
        }
    }

    @Test
    void limitsAStreamThatNeverEnds() throws Exception {
        underALimit(limit -> {
            try (ScriptedServer server = ScriptedServer.start(connection -> {
                        connection.readRequest();
                        connection.send(streamHead());
                        while (true) {
                            connection.send("data: a\n\n");
                        }
                    });
                    StreamReply stream = inTime(() -> stream(server, within(LONG, LONG, limit)))) {
                stream.contentSeen();
                assertTimeout("within " + limit + " in all", () -> {
                    while (stream.next()) {
                        stream.data();
                    }
                });
            }
        });
    }

    @Test
    void sendsNothingWhenNoTimeIsLeft() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.reply("200 OK", ""))) {
            Target target = target(TestVendors.at(server.url()));
            CallContext over = within(LONG, LONG, Duration.ofNanos(1));

            assertTimeout("in all", () -> transport.exchange(target, CALL, over));
            assertTimeout("in all", () -> transport.stream(target, CALL, over).close());
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void isToldWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }

        assertUnreachable("http://127.0.0.1:" + port, "connection");
    }

    @Test
    void isToldWhenAHostDoesNotResolve() {
        assertUnreachable("https://llm.invalid", "resolve");
    }

    @Test
    void isToldWhenACertificateIsNotTrusted() throws IOException {
        HeldCertificate unknown = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates certificates =
                new HandshakeCertificates.Builder().heldCertificate(unknown).build();
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(certificates.sslSocketFactory());
            server.enqueue(new MockResponse.Builder().build());
            server.start(InetAddress.getByName("127.0.0.1"), 0);

            assertUnreachable("https://127.0.0.1:" + server.getPort(), "TLS");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", ""})
    void isToldWhenAServerDoesNotSpeakTls(String answer) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(connection -> connection.send(answer))) {
            assertUnreachable(server.url().replace("http:", "https:"), "");
        }
    }

    private void assertUnreachable(String url, String what) {
        ByokException e = failure(() -> transport.exchange(target(TestVendors.at(url)), CALL, context()));

        assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_UNREACHABLE);
        assertThat(e.summary()).contains("Acme", what).doesNotContain("127.0.0.1", "llm.invalid");
        assertThat(failure(() -> transport.stream(target(TestVendors.at(url)), CALL, context())
                                .close())
                        .code())
                .isEqualTo(ErrorCode.ENDPOINT_UNREACHABLE);
    }

    private StreamReply stream(ScriptedServer server, CallContext context) {
        return transport.stream(target(TestVendors.at(server.url())), CALL, context);
    }

    /** A test in which something has to come within the very limit that something else then runs into. */
    @FunctionalInterface
    private interface Limited {

        void under(Duration limit) throws Exception;
    }

    /** Tells that a machine with other things to do did not get as far as the test within the limit. */
    private static final class TooSlow extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** Runs it, anew with a longer limit when the machine was too slow for this one. */
    private static void underALimit(Limited test) throws Exception {
        for (Duration limit = SHORT; ; limit = limit.multipliedBy(3)) {
            try {
                test.under(limit);
                return;
            } catch (TooSlow e) {
                assertThat(limit)
                        .as("the limit, of a machine that is never fast enough")
                        .isLessThan(LONG.dividedBy(4));
            }
        }
    }

    private static <T> T inTime(Callable<T> step) throws Exception {
        try {
            return step.call();
        } catch (ByokException e) {
            requireInTime(e.code() != ErrorCode.TIMEOUT);
            throw e;
        }
    }

    private static void requireInTime(boolean inTime) throws TooSlow {
        if (!inTime) {
            throw new TooSlow();
        }
    }

    private static CallContext connectWithin(Duration limit) {
        return within(limit, LONG, LONG);
    }

    private static CallContext contentWithin(Duration limit) {
        return within(LONG, limit, LONG);
    }

    private static void assertTimeout(String message, ThrowingCallable call) {
        long started = System.nanoTime();
        ByokException e = failure(call);

        assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(e.summary()).contains(message);
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .as("it did not wait for a later limit")
                .isLessThan(LONG.dividedBy(2));
    }
}
