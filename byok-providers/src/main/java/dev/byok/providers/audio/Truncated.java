package dev.byok.providers.audio;

/** Audio ended before it was complete. */
public final class Truncated extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Truncated(String message) {
        super(message, null, false, false);
    }
}
