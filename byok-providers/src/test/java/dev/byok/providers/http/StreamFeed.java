package dev.byok.providers.http;

import dev.byok.chat.ChatEvent;
import dev.byok.providers.spec.ChatStreamReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/** Feeds the bytes of a stream to a reader through the transport's own parser, in pieces as a network would. */
public final class StreamFeed {

    private static final long LARGEST_EVENT = 1 << 20;

    private StreamFeed() {}

    /**
     * What a reader made of a stream.
     *
     * @param events in order
     * @param complete whether the stream ended where it may
     */
    public record Fed(List<ChatEvent> events, boolean complete) {}

    /** Whether a stream is one of frames: it begins with their length, and no text begins with NUL. */
    public static boolean isFrames(byte[] stream) {
        return stream.length > 0 && stream[0] == 0;
    }

    /** Reads a stream that arrives at once. */
    public static Fed whole(ChatStreamReader reader, byte[] stream) {
        return feed(reader, List.of(new Buffer().write(stream)));
    }

    /** Reads a stream that arrives in two pieces. */
    public static Fed splitAt(ChatStreamReader reader, byte[] stream, int at) {
        return feed(
                reader, List.of(new Buffer().write(stream, 0, at), new Buffer().write(stream, at, stream.length - at)));
    }

    /** Reads a stream that arrives byte by byte. */
    public static Fed byteByByte(ChatStreamReader reader, byte[] stream) {
        List<Buffer> pieces = new ArrayList<>(stream.length);
        for (byte b : stream) {
            pieces.add(new Buffer().writeByte(b));
        }
        return feed(reader, pieces);
    }

    private static Fed feed(ChatStreamReader reader, List<Buffer> pieces) {
        boolean frames = pieces.stream()
                .filter(piece -> piece.size() > 0)
                .findFirst()
                .map(piece -> isFrames(new byte[] {piece.getByte(0)}))
                .orElse(false);
        BufferedSource source = Okio.buffer(new Pieces(pieces));
        EventReader parser = frames ? new FrameReader(source, LARGEST_EVENT) : new SseReader(source, LARGEST_EVENT);
        List<ChatEvent> events = new ArrayList<>();
        try {
            while (parser.next()) {
                if (reader.accept(parser.event(), parser.data(), events::add)) {
                    return new Fed(List.copyOf(events), true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Fed(List.copyOf(events), !parser.isCut() && reader.mayEndHere());
    }

    /** Gives out at most one piece with every read. */
    private static final class Pieces implements Source {

        private final Deque<Buffer> pieces;

        private Pieces(List<Buffer> pieces) {
            this.pieces = new ArrayDeque<>(pieces);
        }

        @Override
        public long read(Buffer sink, long byteCount) {
            while (!pieces.isEmpty() && pieces.getFirst().exhausted()) {
                pieces.removeFirst();
            }
            return pieces.isEmpty() ? -1 : pieces.getFirst().read(sink, byteCount);
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }
}
