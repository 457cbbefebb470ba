package dev.byok.providers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final String TEXT = "{\"a\":1}\n\n{\"b\":2}\r\n\r\n{\"c\":3}";

    @Test
    void readsADocumentOnEachLineWhereverItIsSplit() throws IOException {
        for (int at = 0; at <= TEXT.length(); at++) {
            assertThat(lines(TEXT.substring(0, at), TEXT.substring(at)))
                    .as("split at %d", at)
                    .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3} cut");
        }
    }

    @Test
    void knowsAWholeLastLine() throws IOException {
        assertThat(lines("{\"a\":1}\n")).containsExactly("{\"a\":1}");
        assertThat(lines("\n\n")).isEmpty();
        assertThat(lines("")).isEmpty();
    }

    @Test
    void refusesALineWithoutAnEnd() {
        Buffer source = new Buffer().writeUtf8("x".repeat(3_000));

        assertThatThrownBy(() -> new LineReader(source, 1_000).next()).isInstanceOf(EventReader.TooLarge.class);
    }

    private static List<String> lines(String... pieces) throws IOException {
        LineReader reader = new LineReader(Okio.buffer(new Pieces(pieces)), 1_000);
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(new String(reader.data(), StandardCharsets.UTF_8) + (reader.isCut() ? " cut" : ""));
        }
        return lines;
    }

    private static final class Pieces implements Source {

        private final List<String> pieces;

        Pieces(String... pieces) {
            this.pieces = new ArrayList<>(List.of(pieces));
        }

        @Override
        public long read(Buffer sink, long byteCount) {
            if (pieces.isEmpty()) {
                return -1;
            }
            String piece = pieces.remove(0);
            sink.writeUtf8(piece);
            return piece.length();
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }
}
