package dev.byok.providers.engine;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.ScriptedServer.streamHead;
import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.LONG;
import static dev.byok.providers.http.TestVendors.acme;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static dev.byok.providers.http.TestVendors.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.FinishReason;
import dev.byok.chat.Message;
import dev.byok.chat.Usage;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.Transport;
import dev.byok.providers.http.Urls;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.ChatClient;
import dev.byok.spi.ChatEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StreamedChatTest {

    private static final ChatRequest REQUEST =
            ChatRequest.builder().message(Message.user("Hi")).build();
    private static final ChatEvent STARTED = new ChatEvent.Started("id", "toy");
    private static final ChatEvent FINISHED = new ChatEvent.Finished(FinishReason.STOP);
    private static final String START = "data: {\"start\":true}\n\n";
    private static final String TEXT = "data: {\"text\":\"Hello\"}\n\n";
    private static final String FINISH = "data: {\"finish\":true}\n\n";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String OVERLOADED =
            "data: {\"error\":{\"code\":503,\"message\":\"overloaded, key " + KEY + "\"}}\n\n";

    private final Transport transport = new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT);

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void handsTheAnswerOutAsItComes() throws IOException {
        assertThat(read(START + TEXT + TEXT + FINISH + DONE))
                .containsExactly(STARTED, new ChatEvent.Text("Hello"), new ChatEvent.Text("Hello"), FINISHED);
    }

    @Test
    void ignoresWhatComesAfterTheEndMarker() throws IOException {
        assertThat(read(TEXT + DONE + TEXT + OVERLOADED)).containsExactly(new ChatEvent.Text("Hello"));
    }

    @Test
    void handsEveryPieceOutBeforeTheNextOneComes() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.send(streamHead() + TEXT);
                    connection.awaitClientGone();
                });
                ChatEvents events = chat(server, false).stream(REQUEST, "toy", context())) {
            assertThat(events.next()).isEqualTo(new ChatEvent.Text("Hello"));
        }
    }

    @Test
    void givesNullForEverAfterTheEnd() throws IOException {
        try (ScriptedServer server = streaming(TEXT + DONE);
                ChatEvents events = chat(server, false).stream(REQUEST, "toy", context())) {
            events.next();

            assertThat(events.next()).isNull();
            assertThat(events.next()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", START, ": ping\n\n", DONE, START + DONE, "event: x\n\n"})
    void anEndWithoutAnyContentIsNoAnswer(String stream) throws IOException {
        assertThat(failure(() -> read(stream)).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {TEXT, TEXT + FINISH, TEXT + "data: {\"te", TEXT + "data: [DON", TEXT + "da"})
    void anEndAfterContentWithoutTheMarkerIsIncomplete(String stream) throws IOException {
        assertThat(failure(() -> read(stream)).code()).isEqualTo(ErrorCode.INCOMPLETE);
    }

    @Test
    void acceptsAMarkerWhoseBlankLineIsMissing() throws IOException {
        assertThat(read(TEXT + "data: [DONE]")).hasSize(1);
    }

    @Test
    void acceptsAnEndWithoutTheMarkerWhereTheDialectKnowsIt() throws IOException {
        try (ScriptedServer server = streaming(TEXT + FINISH);
                ScriptedServer unfinished = streaming(TEXT)) {
            assertThat(readAll(chat(server, true), context())).hasSize(2);
            assertThat(failure(() -> readAll(chat(unfinished, true), context())).code())
                    .isEqualTo(ErrorCode.INCOMPLETE);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', PROVIDER_UNAVAILABLE", "start, PROVIDER_UNAVAILABLE", "text, INCOMPLETE"})
    void anErrorKeepsItsCodeUntilContentHasCome(String before, ErrorCode expected) throws IOException {
        ByokException e = failure(() -> read(before(before) + OVERLOADED));

        assertThat(e.code()).isEqualTo(expected);
        assertThat(e.summary()).contains("overloaded").doesNotContain("FAKE");
    }

    @ParameterizedTest
    @CsvSource({"'', BAD_RESPONSE", "start, BAD_RESPONSE", "text, INCOMPLETE"})
    void soDoesAReplyThatCannotBeRead(String before, ErrorCode expected) throws IOException {
        for (String bad : List.of("data: <html>\n\n", "data: {\"a\":1}\n\n", "data: \n\n", "data: " + KEY + "\n\n")) {
            assertThat(failure(() -> read(before(before) + bad)).code()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', TIMEOUT", "start, TIMEOUT", "text, INCOMPLETE"})
    void soDoesSilence(String before, ErrorCode expected) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(streamHead() + before(before));
            connection.awaitClientGone();
        })) {
            ByokException e = failure(() -> readAll(chat(server, false), within(LONG, Duration.ofMillis(200), LONG)));

            assertThat(e.code()).isEqualTo(expected);
            assertThat(e.summary()).contains("PT0.2S");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', BAD_RESPONSE", "start, BAD_RESPONSE", "text, INCOMPLETE"})
    void soDoesAConnectionThatBreaks(String before, ErrorCode expected) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n"
                    + before(before));
        })) {
            assertThat(failure(() -> readAll(chat(server, false), context())).code())
                    .isEqualTo(expected);
        }
    }

    @Test
    void cancellingStaysCancellingAfterContentToo() throws Exception {
        Cancellation cancellation = new Cancellation();
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.send(streamHead() + TEXT);
                    connection.awaitClientGone();
                });
                ChatEvents events = chat(server, false).stream(REQUEST, "toy", context(cancellation))) {
            events.next();
            cancellation.cancel();

            assertThat(failure(events::next).code()).isEqualTo(ErrorCode.CANCELLED);
            server.awaitAbandoned();
        }
    }

    @Test
    void aFailureEndsTheCallAtTheVendor() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.send(streamHead() + OVERLOADED);
                    connection.awaitClientGone();
                });
                ChatEvents events = chat(server, false).stream(REQUEST, "toy", context())) {
            failure(events::next);

            server.awaitAbandoned();
        }
    }

    @Test
    void theNextCallUsesTheConnectionOfAnAnswerThatWasReadToItsEnd() throws IOException {
        String events = TEXT + FINISH + DONE;
        String reply = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(events.length()) + "\r\n" + events + "\r\n0\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.answering(reply)) {
            for (int i = 0; i < 3; i++) {
                assertThat(readAll(chat(server, false), context())).hasSize(2);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anErrorInsteadOfAStreamIsRead() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(
                reply("429 Slow down", "{\"error\":{\"message\":\"slow down " + KEY + "\"}}", "Retry-After: 7"))) {
            ByokException e = failure(() -> chat(server, false).stream(REQUEST, "toy", context()));

            assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(e.vendorStatus()).hasValue(429);
            assertThat(e.summary()).isEqualTo("Acme answered 429: slow down [redacted]");
        }
    }

    @Test
    void aWholeAnswerInsteadOfAStreamIsHandedOutAsEvents() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.answering(reply("200 OK", "{\"text\":\"Hello\"}", "Content-Type: application/json"))) {
            assertThat(readAll(chat(server, false), context()))
                    .containsExactly(
                            STARTED, new ChatEvent.Text("Hello"), FINISHED, new ChatEvent.UsageReported(Usage.UNKNOWN));
        }
    }

    private static String before(String name) {
        return switch (name) {
            case "start" -> START;
            case "text" -> TEXT;
            default -> "";
        };
    }

    private List<ChatEvent> read(String stream) throws IOException {
        try (ScriptedServer server = streaming(stream)) {
            return readAll(chat(server, false), context());
        }
    }

    private static List<ChatEvent> readAll(ChatClient chat, CallContext context) {
        List<ChatEvent> all = new ArrayList<>();
        try (ChatEvents events = chat.stream(REQUEST, "toy", context)) {
            for (ChatEvent event = events.next(); event != null; event = events.next()) {
                all.add(event);
            }
        }
        return all;
    }

    private static ScriptedServer streaming(String events) throws IOException {
        return ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(streamHead() + events);
        });
    }

    private ChatClient chat(ScriptedServer server, boolean endMarkerIsOptional) {
        ToyDialect dialect = new ToyDialect(endMarkerIsOptional);
        return new VendorChatClient(
                target(acme().baseUrl(server.url()).chat(dialect).build()), transport, dialect);
    }
}
