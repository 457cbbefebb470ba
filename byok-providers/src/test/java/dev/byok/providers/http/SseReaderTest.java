package dev.byok.providers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SseReaderTest {

    private static final long LIMIT = 1 << 20;

    /** An event's name and data; data is null where there is no event. */
    private record Event(String name, String data) {}

    static List<Arguments> streams() {
        return List.of(
                row("line feeds", "data: a\n\ndata: b\n\n", of("a"), of("b")),
                row("carriage returns and line feeds", "data: a\r\n\r\ndata: b\r\n\r\n", of("a"), of("b")),
                row("carriage returns", "data: a\r\rdata: b\r\r", of("a"), of("b")),
                row("mixed line ends", "data: a\r\ndata: b\n\rdata: c\r\n\n", of("a\nb"), of("c")),
                row("line feed, then carriage return, is two ends", "data: a\n\rdata: b\n\r", of("a"), of("b")),
                row("a byte order mark", "\uFEFFdata: a\n\n", of("a")),
                row("a second byte order mark is a part of the name", "\uFEFF\uFEFFdata: a\n\n"),
                row("a byte order mark later is a part of the name", "data: a\n\n\uFEFFdata: b\n\n", of("a")),
                row("a first character that begins like a byte order mark", "\uFEFBdata: a\n\n"),
                row("comments", ": ping\n\n:\n: data: x\ndata: a\n: in between\ndata: b\n\n", of("a\nb")),
                row("several data lines", "data: a\ndata:\ndata: c\n\n", of("a\n\nc")),
                row("no space, one space, two spaces", "data:a\ndata: b\ndata:  c\n\n", of("a\nb\n c")),
                row("a tab is no space", "data:\ta\n\n", of("\ta")),
                row("a space at the end stays", "data: a \n\n", of("a ")),
                row("a colon in the value", "data: a:b: c\n\n", of("a:b: c")),
                row("an event's name", "event: delta\ndata: a\n\ndata: b\n\n", new Event("delta", "a"), of("b")),
                row("the last name counts", "event: x\nevent: y\ndata: a\n\n", new Event("y", "a")),
                row("an empty name", "event: x\nevent\ndata: a\n\n", of("a")),
                row("a name after the data", "data: a\nevent: x\n\n", new Event("x", "a")),
                row("a name without data is forgotten", "event: x\n\ndata: a\n\n", of("a")),
                row("ids and retry times", "id: 7\nretry: 10\ndata: a\n\nid\nretry: x\n\n", of("a")),
                row("fields that nobody knows", "datas: x\ndat: x\nDATA: x\n data: x\nfoo\ndata: a\n\n", of("a")),
                row("a field without a colon is an empty value", "data\n\n", of("")),
                row("two fields without a colon", "data\ndata\n\n", of("\n")),
                row("an empty value", "data:\n\n", of("")),
                row("NUL bytes", "data: a\0b\nid: \0\n\n", of("a\0b")),
                row(
                        "other line separators end no line",
                        "data: a\u2028b\u0085c\u000Bd\n\n",
                        of("a\u2028b\u0085c\u000Bd")),
                row("characters outside the basic plane", "data: \uD83D\uDE00\n\n", of("\uD83D\uDE00")),
                row("blank lines only", "\n\r\n\r\r\n"),
                row("nothing", ""),
                row("a byte order mark only", "\uFEFF"),
                row("one byte", "d"),
                row("a last event without its blank line", "data: a\n\ndata: b\n", of("a"), of("b")),
                row("a last line without its end", "data: a\n\ndata: b", of("a"), of("b")),
                row("a last name without data", "data: a\n\nevent: x\n", of("a")),
                row("a last carriage return", "data: a\r\n\r", of("a")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void readsWhatTheStandardSays(String name, String stream, List<Event> expected) throws IOException {
        assertThat(read(new Buffer().writeUtf8(stream))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void readsTheSameWhenEveryByteComesAlone(String name, String stream, List<Event> expected) throws IOException {
        assertThat(read(Okio.buffer(new Dripping(stream, stream.getBytes(UTF_8).length))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void readsTheSameWhereverItIsSplitInTwo(String name, String stream, List<Event> expected) throws IOException {
        for (int cut = 1; cut < stream.getBytes(UTF_8).length; cut++) {
            assertThat(read(Okio.buffer(new Dripping(stream, cut, stream.getBytes(UTF_8).length - cut))))
                    .as("cut after %d bytes", cut)
                    .isEqualTo(expected);
        }
    }

    static List<Arguments> eventsThatAreWhole() {
        return List.of(
                Arguments.of("data: a\n\n"),
                Arguments.of("data: a\r\r"),
                Arguments.of("data: a\r\n\r"),
                Arguments.of("data: a\n\r"),
                Arguments.of("\uFEFFdata: a\r\r"));
    }

    @ParameterizedTest
    @MethodSource("eventsThatAreWhole")
    void givesAnEventOutBeforeTheNextByteComes(String stream) throws IOException {
        Dripping source = new Dripping(stream, 1, stream.getBytes(UTF_8).length - 1).thenFails();
        SseReader reader = new SseReader(Okio.buffer(source), LIMIT);

        assertThat(reader.next()).isTrue();
        assertThat(new String(reader.data(), UTF_8)).isEqualTo("a");
        assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessage("asked for more");
    }

    @Test
    void tellsWhetherTheLastEventWasCutOff() throws IOException {
        SseReader cut = new SseReader(new Buffer().writeUtf8("data: a\n\ndata: b"), LIMIT);
        SseReader whole = new SseReader(new Buffer().writeUtf8("data: a\n\n"), LIMIT);

        assertThat(cut.next()).isTrue();
        assertThat(cut.isCut()).isFalse();
        assertThat(cut.next()).isTrue();
        assertThat(cut.isCut()).isTrue();
        assertThat(whole.next()).isTrue();
        assertThat(whole.next()).isFalse();
        assertThat(whole.isCut()).isFalse();
    }

    @Test
    void readsAnEventOfExactlyTheLimit() throws IOException {
        String value = "x".repeat(100 - "data:".length());
        SseReader reader = new SseReader(new Buffer().writeUtf8("data:" + value + "\n\n"), 100);

        assertThat(reader.next()).isTrue();
        assertThat(new String(reader.data(), UTF_8)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("endlessEvents")
    void refusesAnEventLargerThanTheLimitAndHoldsNoMoreThanThat(String first, String rest) {
        Endless source = new Endless(first, rest);
        BufferedSource buffered = Okio.buffer(source);
        SseReader reader = new SseReader(buffered, LIMIT);

        assertThatThrownBy(reader::next).isInstanceOf(EventReader.TooLarge.class);
        // what is held: lines not taken over yet, and the event so far
        assertThat(buffered.getBuffer().size()).isLessThanOrEqualTo(LIMIT + Endless.PIECE);
        assertThat(reader.data()).hasSizeLessThanOrEqualTo((int) LIMIT);
    }

    static List<Arguments> endlessEvents() {
        return List.of(
                Arguments.of("data: ", "x"),
                Arguments.of("", "x"),
                Arguments.of(": ", "x"),
                Arguments.of("event: ", "x"),
                Arguments.of("data: a\n", "data: " + "y".repeat(100) + "\n"),
                Arguments.of("data: a\n", "data: " + "y".repeat(100_000) + "\n"),
                Arguments.of("data: a\n", "data\n"));
    }

    @Test
    void readsAnyNumberOfEventsBelowTheLimit() throws IOException {
        Endless source = new Endless("", "data: " + "y".repeat(100_000) + "\n\n");
        SseReader reader = new SseReader(Okio.buffer(source), LIMIT);

        for (int i = 0; i < 50; i++) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.data()).hasSize(100_000);
        }
        assertThat(source.given).isGreaterThan(4 * LIMIT);
    }

    private static Arguments row(String name, String stream, Event... expected) {
        return Arguments.of(name, stream, List.of(expected));
    }

    private static Event of(String data) {
        return new Event("", data);
    }

    private static List<Event> read(BufferedSource source) throws IOException {
        SseReader reader = new SseReader(source, LIMIT);
        List<Event> events = new ArrayList<>();
        while (reader.next()) {
            events.add(new Event(reader.event(), new String(reader.data(), UTF_8)));
        }
        return events;
    }

    /** Gives its bytes in pieces of given sizes; when only one size is the whole length, one byte at a time. */
    private static final class Dripping implements Source {

        private final Buffer left = new Buffer();
        private final List<Integer> pieces = new ArrayList<>();
        private boolean fails;

        Dripping(String text, Integer... sizes) {
            left.writeUtf8(text);
            if (sizes.length == 1) {
                for (int i = 0; i < sizes[0]; i++) {
                    pieces.add(1);
                }
            } else {
                pieces.addAll(List.of(sizes));
            }
        }

        Dripping thenFails() {
            fails = true;
            return this;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            if (pieces.isEmpty()) {
                if (fails) {
                    throw new IOException("asked for more");
                }
                return -1;
            }
            return left.read(sink, Math.min(byteCount, pieces.remove(0)));
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }

    /** Never ends, and counts. */
    private static final class Endless implements Source {

        static final int PIECE = 8192;

        private final Buffer ready = new Buffer();
        private final String rest;
        private long given;

        Endless(String first, String rest) {
            this.rest = rest;
            ready.writeUtf8(first);
        }

        @Override
        public long read(Buffer sink, long byteCount) {
            while (ready.size() < PIECE) {
                ready.writeUtf8(rest);
            }
            long count = ready.read(sink, Math.min(byteCount, PIECE));
            given += count;
            return count;
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }
}
