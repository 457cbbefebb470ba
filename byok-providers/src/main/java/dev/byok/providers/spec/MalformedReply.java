package dev.byok.providers.spec;

/** A reply that does not follow the dialect. Its message holds no part of the reply. */
public final class MalformedReply extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message which rule the reply breaks
     */
    public MalformedReply(String message) {
        super(message, null, false, false);
    }
}
