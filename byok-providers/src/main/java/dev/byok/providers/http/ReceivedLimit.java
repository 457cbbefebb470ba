package dev.byok.providers.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much one WebSocket may receive before a message is complete. The HTTP client collects a message of any length, so the
 * bytes are counted where they come in, below TLS.
 */
final class ReceivedLimit {

    /** Heads of frames, padding of TLS, and what is read ahead of the next message. */
    private static final long SLACK = 128 << 10;

    private final long most;
    private final AtomicLong sinceMessage = new AtomicLong();
    private volatile boolean connected;

    ReceivedLimit(long message) {
        this.most = message + SLACK;
    }

    /** A message is complete. */
    void messageCame() {
        sinceMessage.set(0);
    }

    void connected() {
        connected = true;
    }

    /** Whether there was a connection. */
    boolean wasConnected() {
        return connected;
    }

    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                count(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int read = super.read(bytes, from, length);
                count(read);
                return read;
            }
        };
    }

    private void count(int read) throws IOException {
        if (read > 0 && sinceMessage.addAndGet(read) > most) {
            throw new TooLarge();
        }
    }

    /** A message is longer than any may be. */
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("a message is too large");
        }
    }
}
