package dev.byok.providers.http;

/** A vendor that was asked for a WebSocket answered with an HTTP reply. */
public final class UpgradeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HttpReply reply;

    UpgradeRefused(HttpReply reply) {
        super("the vendor refused the WebSocket", null, false, false);
        this.reply = reply;
    }

    /** {@return what it answered} */
    public HttpReply reply() {
        return reply;
    }
}
