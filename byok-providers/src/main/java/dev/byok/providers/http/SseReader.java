package dev.byok.providers.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2) one at a time. Lines end with LF, CRLF or CR; comments, ids and
 * retry times are skipped. An event that the end of the stream cuts off is still given out when it has data, because
 * some servers leave the last blank line away; {@link #isCut()} tells so.
 */
final class SseReader implements EventReader {

    private static final ByteString LINE_ENDS = ByteString.encodeUtf8("\r\n");
    private static final ByteString BYTE_ORDER_MARK = ByteString.encodeUtf8("\uFEFF");
    private static final byte[] NONE = {};

    private final BufferedSource source;
    private final long maxEvent;
    private final Buffer data = new Buffer();
    private String event = "";
    private boolean hasData;
    private boolean cut;
    private boolean skipLineFeed;
    private boolean started;

    SseReader(BufferedSource source, long maxEvent) {
        this.source = source;
        this.maxEvent = maxEvent;
    }

    /** Reads on to the next event with data. */
    @Override
    public boolean next() throws IOException {
        event = "";
        hasData = false;
        data.clear();
        while (true) {
            long length = lineLength();
            if (length < 0) {
                cut = hasData;
                return hasData;
            }
            if (length == 0) {
                endLine();
                if (hasData) {
                    return true;
                }
                event = "";
                continue;
            }
            readLine(length);
            endLine();
        }
    }

    @Override
    public String event() {
        return event;
    }

    /** The event's data; several data lines are joined with line feeds. */
    @Override
    public byte[] data() {
        return data.readByteArray();
    }

    @Override
    public boolean isCut() {
        return cut;
    }

    // the length of the next line without its end, or -1 at the end of the stream
    private long lineLength() throws IOException {
        Buffer buffer = source.getBuffer();
        if (!started) {
            started = true;
            // a byte order mark at the very start is no part of the first line
            if (source.rangeEquals(0, BYTE_ORDER_MARK)) {
                source.skip(BYTE_ORDER_MARK.size());
            }
        }
        if (skipLineFeed && source.request(1)) {
            if (buffer.getByte(0) == '\n') {
                source.skip(1);
            }
            skipLineFeed = false;
        }
        long from = 0;
        while (true) {
            long end = buffer.indexOfElement(LINE_ENDS, from);
            if (end >= 0) {
                return end;
            }
            from = buffer.size();
            if (from > maxEvent) {
                throw new TooLarge();
            }
            if (!source.request(from + 1)) {
                return from == 0 ? -1 : from;
            }
        }
    }

    private void endLine() throws IOException {
        if (source.exhausted()) {
            return;
        }
        // a carriage return may be half of a line end whose line feed has not come yet: do not wait for it here
        skipLineFeed = source.readByte() == '\r';
    }

    private void readLine(long length) throws IOException {
        Buffer buffer = source.getBuffer();
        long colon = buffer.indexOf((byte) ':', 0, length);
        long nameLength = colon < 0 ? length : colon;
        boolean isData = nameLength == 4 && buffer.rangeEquals(0, DATA);
        boolean isEvent = nameLength == 5 && buffer.rangeEquals(0, EVENT);
        long valueStart = colon < 0 ? length : colon + 1;
        if (valueStart < length && buffer.getByte(valueStart) == ' ') {
            valueStart++;
        }
        if (isData) {
            if (hasData) {
                data.writeByte('\n');
            }
            hasData = true;
            if (data.size() + length > maxEvent) {
                throw new TooLarge();
            }
            buffer.skip(valueStart);
            data.write(buffer, length - valueStart);
        } else if (isEvent) {
            buffer.skip(valueStart);
            event = new String(read(buffer, length - valueStart), StandardCharsets.UTF_8);
        } else {
            buffer.skip(length);
        }
    }

    private static byte[] read(Buffer buffer, long length) throws IOException {
        return length == 0 ? NONE : buffer.readByteArray(length);
    }

    private static final ByteString DATA = ByteString.encodeUtf8("data");
    private static final ByteString EVENT = ByteString.encodeUtf8("event");
}
