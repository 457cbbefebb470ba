package dev.byok.providers.http;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.HttpCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back: sizes, encodings and broken replies, read whole and as a stream. */
@Timeout(60)
class TransportReplyTest {

    private static final int LIMIT = 100_000;
    private static final int ERROR_LIMIT = 10_000;
    private static final HttpCall CALL = HttpCall.post("chat", new byte[] {'{', '}'});

    private final Transport transport =
            new Transport(new Urls(EndpointPolicy.publicHttps()), new Transport.Limits(LIMIT, ERROR_LIMIT, 1_000));

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void readsAReplyOfExactlyTheLimit() throws IOException {
        assertThat(exchange(reply("200 OK", "x".repeat(LIMIT))).body()).hasSize(LIMIT);
        assertThat(exchange(chunked("x".repeat(LIMIT))).body()).hasSize(LIMIT);
        assertThat(whole(reply("200 OK", "x".repeat(LIMIT))).body()).hasSize(LIMIT);
    }

    @Test
    void refusesAReplyThatSaysThatItIsTooLarge() throws IOException {
        // only its head comes: nothing of it is waited for
        assertTooLarge("HTTP/1.1 200 OK\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n");
        assertTooLarge("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n");
    }

    @Test
    void refusesAReplyThatTurnsOutTooLarge() throws IOException {
        assertTooLarge(chunked("x".repeat(LIMIT + 1)));
        assertTooLarge("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(LIMIT + 1));
    }

    @Test
    void refusesAReplyThatUnpacksToTooMuch() throws IOException {
        byte[] bomb = gzip("0".repeat(10 * LIMIT));
        assertThat(bomb).hasSizeLessThan(LIMIT / 20);

        assertThat(failure(() -> exchange(gzipped("200 OK", bomb))).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
        assertThat(failure(() -> whole(gzipped("200 OK", bomb))).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
    }

    @Test
    void cutsALongErrorInsteadOfRefusingIt() throws IOException {
        String error = "x".repeat(2 * ERROR_LIMIT);

        assertThat(exchange(reply("500 Error", error)).body()).hasSize(ERROR_LIMIT);
        assertThat(exchange(chunked(error).replace("200 OK", "500 Error")).body())
                .hasSize(ERROR_LIMIT);
        assertThat(exchange(gzipped("500 Error", gzip(error))).body()).hasSize(ERROR_LIMIT);
        assertThat(whole(reply("500 Error", error)).body()).hasSize(ERROR_LIMIT);
        assertThat(whole(reply("500 Error", error)).status()).isEqualTo(500);
    }

    @Test
    void unpacksGzip() throws IOException {
        assertThat(exchange(gzipped("200 OK", gzip("{\"a\":1}"))).body())
                .asString()
                .isEqualTo("{\"a\":1}");
        assertThat(whole(gzipped("200 OK", gzip("{\"a\":1}"))).body())
                .asString()
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void refusesGzipThatIsBroken() throws IOException {
        byte[] good = gzip("{\"a\":\"" + "abcdefgh".repeat(1000) + "\"}");
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 0x55;
        byte[] wrongSum = good.clone();
        wrongSum[good.length - 6] ^= 1;
        for (byte[] bad : new byte[][] {
            "{\"a\":1}, and no gzip at all".getBytes(UTF_8),
            flipped,
            wrongSum,
            Arrays.copyOf(good, good.length - 4),
            Arrays.copyOf(good, good.length / 2)
        }) {
            assertThat(failure(() -> exchange(gzipped("200 OK", bad))).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
            assertThat(failure(() -> whole(gzipped("200 OK", bad))).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":",
                "HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\n{\"a\":",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"a\":",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n{\"a\":"
            })
    void refusesAReplyThatEndsInTheMiddle(String text) throws IOException {
        assertThat(failure(() -> exchange(text)).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
        assertThat(failure(() -> whole(text)).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SSH-2.0-sk-FAKE-Zq8vTn3xWb5Lk7Rd2Hf9\r\n", "HTTP/1.1 abc\r\n\r\n", "<html></html>\r\n\r\n"})
    void refusesWhatIsNoHttp(String text) throws IOException {
        assertThat(failure(() -> exchange(text)).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nConte"})
    void isToldWhenTheConnectionEndsWithoutAReply(String text) throws IOException {
        ByokException e = failure(() -> exchange(text));

        assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
        assertThat(e.provider()).contains("acme");
        assertThat(e.credentialId()).contains("cred_1");
    }

    @Test
    void isToldWhenTheConnectionIsResetInTheMiddle() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":");
            connection.reset();
        })) {
            ErrorCode code = failure(() -> transport.exchange(target(TestVendors.at(server.url())), CALL, context()))
                    .code();
            // a reset may overtake what was sent before it
            assertThat(code).isIn(ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.BAD_RESPONSE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/event-stream, true",
        "text/event-stream; charset=utf-8, true",
        "Text/Event-Stream;charset=UTF-8, true",
        "text/event-streams, false",
        "application/json, false"
    })
    void knowsAStreamOfEventsByItsType(String type, boolean expected) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(reply("200 OK", "data: a\n\n", "Content-Type: " + type));
                StreamReply stream = transport.stream(target(TestVendors.at(server.url())), CALL, context())) {
            assertThat(stream.isEventStream()).isEqualTo(expected);
        }
    }

    @Test
    void takesNoErrorForAStreamOfEvents() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.answering(reply("429 Slow down", "{}", "Content-Type: text/event-stream"));
                StreamReply stream = transport.stream(target(TestVendors.at(server.url())), CALL, context())) {
            assertThat(stream.isEventStream()).isFalse();
            assertThat(stream.whole().status()).isEqualTo(429);
        }
    }

    @Test
    void refusesAStreamWithAnEventThatIsTooLarge() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.send(ScriptedServer.streamHead() + "data: a\n\ndata: " + "x".repeat(2_000));
                    connection.awaitClientGone();
                });
                StreamReply stream = transport.stream(target(TestVendors.at(server.url())), CALL, context())) {
            assertThat(stream.next()).isTrue();
            assertThat(failure(stream::next).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
        }
    }

    @ParameterizedTest
    @CsvSource({"text/html, true", "Text/HTML; charset=utf-8, true", "application/json, false"})
    void knowsAWebPage(String type, boolean expected) throws IOException {
        HttpReply reply = exchange(reply("200 OK", "<html>", "Content-Type: " + type));

        assertThat(ReplyFacts.of(reply).html()).isEqualTo(expected);
    }

    @Test
    void keepsShortPlainRequestIdsOnly() throws IOException {
        assertThat(ReplyFacts.of(exchange(reply("200 OK", "", "x-request-id: req_1:a.b-c")))
                        .requestId())
                .isEqualTo("req_1:a.b-c");
        assertThat(ReplyFacts.of(exchange(reply("200 OK", "", "request-id: 7"))).requestId())
                .isEqualTo("7");
        assertThat(ReplyFacts.of(exchange(reply("200 OK", "", "x-request-id: a b")))
                        .requestId())
                .isNull();
        assertThat(ReplyFacts.of(exchange(reply("200 OK", "", "x-request-id: " + "a".repeat(129))))
                        .requestId())
                .isNull();
    }

    @Test
    void printsNoContent() throws IOException {
        assertThat(exchange(reply("200 OK", "secret"))).hasToString("HttpReply[200, 6 bytes]");
        assertThat(target(TestVendors.at("https://api.acme.com"))).hasToString("Target[acme]");
    }

    private void assertTooLarge(String text) throws IOException {
        assertThat(failure(() -> exchange(text)).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
        assertThat(failure(() -> whole(text)).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
        assertThat(failure(() -> exchange(text)).summary()).contains(String.valueOf(LIMIT));
    }

    private HttpReply exchange(String text) throws IOException {
        try (ScriptedServer server = serving(new Buffer().writeUtf8(text).readByteArray())) {
            return transport.exchange(target(TestVendors.at(server.url())), CALL, context());
        }
    }

    private HttpReply exchange(byte[] bytes) throws IOException {
        try (ScriptedServer server = serving(bytes)) {
            return transport.exchange(target(TestVendors.at(server.url())), CALL, context());
        }
    }

    private HttpReply whole(String text) throws IOException {
        return whole(new Buffer().writeUtf8(text).readByteArray());
    }

    private HttpReply whole(byte[] bytes) throws IOException {
        try (ScriptedServer server = serving(bytes)) {
            return transport.stream(target(TestVendors.at(server.url())), CALL, context())
                    .whole();
        }
    }

    private static ScriptedServer serving(byte[] bytes) throws IOException {
        return ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(bytes);
        });
    }

    private static String chunked(String body) {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n"
                + body + "\r\n0\r\n\r\n";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] gzipped(String status, byte[] body) {
        return new Buffer()
                .writeUtf8("HTTP/1.1 " + status + "\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .write(body)
                .readByteArray();
    }
}
