package dev.byok.spi;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one attempt put on the wire, as its client reports it: whether anything left this machine, and how much went out
 * and came back. A client that reports nothing is taken to have sent nothing, unless it brings an answer.
 *
 * <p>Thread-safe.
 */
public final class Traffic {

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean began;

    /** Makes one that has seen nothing. */
    public Traffic() {}

    /**
     * Notes that a request is on its way to the vendor. Whether it arrived is another question.
     *
     * @param bytes of the request's body
     */
    public void sent(long bytes) {
        began = true;
        sent.addAndGet(bytes);
    }

    /**
     * Notes that more of the vendor's reply has come.
     *
     * @param bytes of the reply's body, as they came
     */
    public void received(long bytes) {
        received.addAndGet(bytes);
    }

    /** {@return whether a request was on its way to the vendor} */
    public boolean wasSent() {
        return began;
    }

    /** {@return the bytes of all requests' bodies} */
    public long bytesSent() {
        return sent.get();
    }

    /** {@return the bytes of all replies' bodies, as they came} */
    public long bytesReceived() {
        return received.get();
    }
}
