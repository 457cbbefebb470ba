package dev.byok.spi;

import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.OutgoingMessage;

/** Sends messages to people with one credential. */
@FunctionalInterface
public interface MessagesClient {

    /**
     * Sends a message, once: nothing is repeated that may have reached somebody.
     *
     * @param message what to say to whom
     * @param context limits and cancellation
     * @return what the vendor answered
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the vendor has no such recipients or contents, and what
     *     the vendor or the way to it made of it
     */
    MessageReceipt send(OutgoingMessage message, CallContext context);
}
