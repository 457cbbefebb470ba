package dev.byok.providers.http;

import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;

/** Reads a document on each line. Blank lines are skipped; the last line needs no end. */
final class LineReader implements EventReader {

    private static final ByteString LINE_ENDS = ByteString.encodeUtf8("\r\n");

    private final BufferedSource source;
    private final long maxLine;
    private byte[] line = {};
    private boolean cut;

    LineReader(BufferedSource source, long maxLine) {
        this.source = source;
        this.maxLine = maxLine;
    }

    @Override
    public boolean next() throws IOException {
        Buffer buffer = source.getBuffer();
        long from = 0;
        while (true) {
            long end = buffer.indexOfElement(LINE_ENDS, from);
            if (end > 0) {
                line = source.readByteArray(end);
                return true;
            }
            if (end == 0) {
                source.skip(1);
                from = 0;
                continue;
            }
            from = buffer.size();
            if (from > maxLine) {
                throw new TooLarge();
            }
            if (!source.request(from + 1)) {
                line = source.readByteArray();
                cut = line.length > 0;
                return cut;
            }
        }
    }

    @Override
    public String event() {
        return "";
    }

    @Override
    public byte[] data() {
        return line;
    }

    @Override
    public boolean isCut() {
        return cut;
    }
}
