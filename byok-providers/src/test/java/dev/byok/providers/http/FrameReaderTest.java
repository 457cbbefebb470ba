package dev.byok.providers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames of AWS's event streams: nothing that was damaged or cut on the way is taken for an event. */
final class FrameReaderTest {

    private static final long LIMIT = 1 << 20;
    private static final byte[] TWO =
            concat(Frames.event("messageStart", "{\"role\":\"assistant\"}"), Frames.event("other", "{\"a\":1}"));

    private record Event(String name, String data) {}

    // github.com/awslabs/aws-c-event-stream and smithy's aws-protocol-tests publish these
    @ParameterizedTest
    @MethodSource("published")
    void readsOverThePublishedFrames(String name, String hex) throws IOException {
        FrameReader reader = new FrameReader(new Buffer().write(HexFormat.of().parseHex(hex)), LIMIT);

        // none of them is a message of a type that is given out
        assertThat(reader.next()).as(name).isFalse();
        assertThat(reader.isCut()).as(name).isFalse();
    }

    static List<Arguments> published() {
        return List.of(
                Arguments.of("empty message", "000000100000000005c248eb7d98c8ff"),
                Arguments.of("payload, no headers", "0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936"),
                Arguments.of(
                        "payload, one header",
                        "0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e"
                                + "7b27666f6f273a27626172277d8d9c08b1"));
    }

    @Test
    void readsEventsByName() throws IOException {
        assertThat(read(TWO))
                .containsExactly(
                        new Event("messageStart", "{\"role\":\"assistant\"}"), new Event("other", "{\"a\":1}"));
    }

    @Test
    void endsCleanlyBetweenFramesAndIsCutWithinThem() throws IOException {
        int first = Frames.event("messageStart", "{\"role\":\"assistant\"}").length;
        for (int length = 0; length <= TWO.length; length++) {
            FrameReader reader = new FrameReader(new Buffer().write(Arrays.copyOf(TWO, length)), LIMIT);
            int events = 0;
            while (reader.next()) {
                events++;
            }

            assertThat(events).as("length %d", length).isEqualTo(length < first ? 0 : length < TWO.length ? 1 : 2);
            assertThat(reader.isCut())
                    .as("length %d", length)
                    .isEqualTo(length != 0 && length != first && length != TWO.length);
        }
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] frame = Frames.event("contentBlockDelta", "{\"delta\":{\"text\":\"Hello\"}}");
        for (int bit = 0; bit < 8 * frame.length; bit++) {
            byte[] flipped = frame.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            Throwable failure = catchThrowable(() -> read(flipped));

            assertThat(failure).as("bit %d", bit).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void doesNotWaitForALengthWhoseChecksumIsWrong() {
        Buffer frame = new Buffer().writeInt(0x7FFF_FFFF).writeInt(0).writeInt(12345);

        assertThatThrownBy(() -> new FrameReader(frame, LIMIT).next()).isInstanceOf(ProtocolException.class);
    }

    @Test
    void refusesAFrameAboveTheLimitBeforeItCame() {
        assertThatThrownBy(() -> new FrameReader(prelude(1001, 0), 1000).next())
                .isInstanceOf(EventReader.TooLarge.class);
        assertThatThrownBy(() -> new FrameReader(prelude(0xFFFF_FFFF, 0), LIMIT).next())
                .isInstanceOf(EventReader.TooLarge.class);
    }

    @Test
    void takesAFrameAtTheLimit() throws IOException {
        byte[] frame = Frames.event("e", "x");

        assertThat(new FrameReader(new Buffer().write(frame), frame.length).next())
                .isTrue();
    }

    @Test
    void refusesLengthsThatContradictEachOther() {
        for (int[] lengths :
                new int[][] {{0, 0}, {15, 0}, {16, 1}, {100, 85}, {100, 0xFFFF_FFFF}, {1 << 19, 131_073}}) {
            assertThatThrownBy(() -> new FrameReader(prelude(lengths[0], lengths[1]), LIMIT).next())
                    .as(Arrays.toString(lengths))
                    .isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void readsOverHeadersOfEveryType() throws IOException {
        byte[] headers = concat(
                Frames.header("yes", 0, out -> {}),
                Frames.header("no", 1, out -> {}),
                Frames.header("byte", 2, out -> out.writeByte(7)),
                Frames.header("short", 3, out -> out.writeShort(7)),
                Frames.header("int", 4, out -> out.writeInt(7)),
                Frames.header("long", 5, out -> out.writeLong(7)),
                Frames.header("bytes", 6, out -> {
                    out.writeShort(3);
                    out.write(new byte[3]);
                }),
                Frames.header("time", 8, out -> out.writeLong(7)),
                Frames.header("uuid", 9, out -> out.write(new byte[16])),
                Frames.text(":event-type", "chunk"),
                Frames.text(":message-type", "event"));

        assertThat(read(Frames.of(headers, "{}".getBytes(UTF_8)))).containsExactly(new Event("chunk", "{}"));
    }

    @Test
    void refusesHeadersThatCannotBeRead() {
        byte[] twice = Frames.text("a", "1");
        for (byte[] headers : List.of(
                concat(twice, twice),
                Frames.text("", "1"),
                Frames.header("a", 10, out -> {}),
                Frames.header("a", 4, out -> out.writeShort(1)),
                Frames.header("a", 7, out -> out.writeShort(9)),
                new byte[] {5, 'a'},
                new byte[] {1, 'a'})) {
            assertThatThrownBy(() -> read(Frames.of(headers, new byte[0])))
                    .as(Arrays.toString(headers))
                    .isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void givesOutExceptionsAndErrorsAsErrors() throws IOException {
        byte[] exception = Frames.ofLines("""
                {"headers": {":message-type": "exception", ":exception-type": "throttlingException"}, "payload": {"message": "Slow down", "originalStatusCode": 429}}
                {"headers": {":message-type": "exception", ":exception-type": "internalServerException"}, "payload": "no JSON"}
                {"headers": {":message-type": "exception"}}
                {"headers": {":message-type": "error", ":error-code": "InternalError", ":error-message": "An \\"error\\""}}
                """);

        assertThat(read(exception))
                .containsExactly(
                        new Event(
                                "exception",
                                "{\"error\":{\"message\":\"Slow down\",\"originalStatusCode\":429,\"type\":\"throttlingException\"}}"),
                        new Event("exception", "{\"error\":{\"type\":\"internalServerException\"}}"),
                        new Event("exception", "{\"error\":{\"type\":\"\"}}"),
                        new Event(
                                "exception",
                                "{\"error\":{\"message\":\"An \\\"error\\\"\",\"type\":\"InternalError\"}}"));
    }

    @Test
    void skipsMessagesOfAnUnknownType() throws IOException {
        byte[] frames = Frames.ofLines("""
                {"headers": {":message-type": "later"}, "payload": {"a": 1}}
                {"headers": {}}
                {"headers": {":message-type": "event"}, "payload": {"b": 2}}
                """);

        assertThat(read(frames)).containsExactly(new Event("", "{\"b\":2}"));
    }

    private static Buffer prelude(int whole, int headers) {
        byte[] lengths = Frames.written(out -> {
            out.writeInt(whole);
            out.writeInt(headers);
        });
        return new Buffer().write(lengths).writeInt(Frames.checksum(lengths));
    }

    private static List<Event> read(byte[] stream) throws IOException {
        FrameReader reader = new FrameReader(new Buffer().write(stream), LIMIT);
        List<Event> events = new ArrayList<>();
        while (reader.next()) {
            events.add(new Event(reader.event(), new String(reader.data(), UTF_8)));
        }
        if (reader.isCut()) {
            throw new IOException("cut");
        }
        return events;
    }

    private static byte[] concat(byte[]... parts) {
        return Frames.written(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }
}
