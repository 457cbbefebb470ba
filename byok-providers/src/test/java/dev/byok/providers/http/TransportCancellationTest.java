package dev.byok.providers.http;

import static dev.byok.providers.http.ScriptedServer.streamHead;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.HttpCall;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ending a call from another thread: by its cancellation, by an interrupt, by closing the stream. */
@Timeout(120)
class TransportCancellationTest {

    private static final HttpCall CALL = HttpCall.post("chat", new byte[] {'{', '}'});

    private final Cancellation cancellation = new Cancellation();
    private final Transport transport = new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT);

    @AfterEach
    void stop() {
        transport.close();
    }

    /** How far the call has come. */
    enum Moment {
        TLS_HANDSHAKE(""),
        WAITING_FOR_THE_REPLY(""),
        READING_THE_HEADERS("HTTP/1.1 200 OK\r\nContent-"),
        READING_THE_BODY("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"),
        READING_EVENTS(streamHead() + ": ping\n\ndata: a");

        private final String sent;

        Moment(String sent) {
            this.sent = sent;
        }

        ScriptedServer server() throws IOException {
            return ScriptedServer.start(connection -> {
                if (this != TLS_HANDSHAKE) {
                    connection.readRequest();
                    connection.send(sent);
                }
                connection.awaitClientGone();
            });
        }

        Target target(ScriptedServer server) {
            String url = this == TLS_HANDSHAKE ? server.url().replace("http:", "https:") : server.url();
            return TestVendors.target(TestVendors.at(url));
        }

        void await(ScriptedServer server) throws InterruptedException {
            if (this == TLS_HANDSHAKE) {
                server.awaitConnection();
            } else {
                server.awaitRequest();
            }
        }
    }

    static Stream<Arguments> calls() {
        return Stream.of(Moment.values())
                .flatMap(moment -> Stream.of(Arguments.of(moment, false), Arguments.of(moment, true)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void cancellingEndsTheCallHereAndAtTheVendor(Moment moment, boolean streamed) throws Exception {
        try (ScriptedServer server = moment.server()) {
            Background call = Background.run(() -> run(moment.target(server), streamed, context(cancellation)));
            moment.await(server);

            cancellation.cancel();

            assertThat(call.failure().code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(call.wasInterrupted()).isFalse();
            server.awaitAbandoned();
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anInterruptEndsTheCallAndStaysSet(Moment moment, boolean streamed) throws Exception {
        try (ScriptedServer server = moment.server()) {
            Background call = Background.run(() -> run(moment.target(server), streamed, context()));
            moment.await(server);

            call.interrupt();

            assertThat(call.failure().code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(call.wasInterrupted()).isTrue();
            server.awaitAbandoned();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"READING_THE_BODY", "READING_EVENTS"})
    void closingAStreamEndsTheReaderAndTheCallAtTheVendor(Moment moment) throws Exception {
        try (ScriptedServer server = moment.server()) {
            StreamReply stream = transport.stream(moment.target(server), CALL, context());
            CountDownLatch reading = new CountDownLatch(1);
            Background reader = Background.run(() -> {
                reading.countDown();
                read(stream);
            });
            reading.await();

            stream.close();

            assertThat(reader.failure().code()).isEqualTo(ErrorCode.CANCELLED);
            server.awaitAbandoned();
        }
    }

    // nothing tells from outside that a connection attempt is under way: whether it is or not, the outcome is the same
    @Test
    void cancellingEndsAConnectionAttempt() throws Exception {
        try (FullBacklog nobody = new FullBacklog()) {
            CountDownLatch started = new CountDownLatch(1);
            Background call = Background.run(() -> {
                started.countDown();
                transport.exchange(target(TestVendors.at(nobody.url())), CALL, context(cancellation));
            });
            started.await();

            cancellation.cancel();

            assertThat(call.failure().code()).isEqualTo(ErrorCode.CANCELLED);
        }
    }

    @Test
    void anInterruptEndsAConnectionAttempt() throws Exception {
        try (FullBacklog nobody = new FullBacklog()) {
            CountDownLatch started = new CountDownLatch(1);
            Background call = Background.run(() -> {
                started.countDown();
                transport.exchange(target(TestVendors.at(nobody.url())), CALL, context());
            });
            started.await();

            call.interrupt();

            assertThat(call.failure().code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(call.wasInterrupted()).isTrue();
        }
    }

    @Test
    void sendsNothingWhenItWasCancelledBefore() throws IOException {
        try (ScriptedServer server = Moment.WAITING_FOR_THE_REPLY.server()) {
            cancellation.cancel();

            for (boolean streamed : new boolean[] {false, true}) {
                assertThat(failure(() -> run(target(TestVendors.at(server.url())), streamed, context(cancellation)))
                                .code())
                        .isEqualTo(ErrorCode.CANCELLED);
            }
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void sendsNothingWhenItsThreadWasInterruptedBefore() throws Exception {
        try (ScriptedServer server = Moment.WAITING_FOR_THE_REPLY.server()) {
            for (boolean streamed : new boolean[] {false, true}) {
                Background call = Background.run(() -> {
                    Thread.currentThread().interrupt();
                    run(target(TestVendors.at(server.url())), streamed, context());
                });

                assertThat(call.failure().code()).isEqualTo(ErrorCode.CANCELLED);
                assertThat(call.wasInterrupted()).isTrue();
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void cancellingAfterTheEndDoesNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.reply("200 OK", "{}"))) {
            Target target = target(TestVendors.at(server.url()));
            transport.exchange(target, CALL, context(cancellation));

            cancellation.cancel();

            assertThat(transport.exchange(target, CALL, context()).status()).isEqualTo(200);
            assertThat(server.connections()).as("the connection is kept").isEqualTo(1);
        }
    }

    @Test
    void aClosedStreamGivesNothingMore() throws IOException {
        try (ScriptedServer server = Moment.READING_EVENTS.server()) {
            StreamReply stream = transport.stream(target(TestVendors.at(server.url())), CALL, context());
            stream.close();
            stream.close();

            assertThat(failure(stream::next).code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(failure(stream::whole).code()).isEqualTo(ErrorCode.CANCELLED);
        }
    }

    @Test
    void closingEndsAStreamThatNobodyReads() throws Exception {
        try (ScriptedServer server = Moment.READING_EVENTS.server()) {
            transport.stream(target(TestVendors.at(server.url())), CALL, context())
                    .close();

            server.awaitAbandoned();
        }
    }

    private void run(Target target, boolean streamed, CallContext context) {
        if (!streamed) {
            transport.exchange(target, CALL, context);
            return;
        }
        try (StreamReply stream = transport.stream(target, CALL, context)) {
            read(stream);
        }
    }

    private static void read(StreamReply stream) {
        if (!stream.isEventStream()) {
            stream.whole();
            return;
        }
        while (stream.next()) {
            stream.data();
        }
    }
}
