package dev.byok.messaging;

import dev.byok.routing.Receipt;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to a message that was sent: what the vendor said, and the receipt for the call.
 *
 * @param message what the vendor said
 * @param receipt the attempt, whose key served, and what it took
 */
public record MessageResponse(MessageReceipt message, Receipt receipt) {

    /** Checks that both are given. */
    public MessageResponse {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(receipt, "receipt");
    }

    /** {@return the vendor's id of the message} */
    public String messageId() {
        return message.messageId();
    }

    /** {@return whom it went to by the vendor's own id, where the vendor tells it} */
    public Optional<String> recipient() {
        return message.recipient();
    }

    /** {@return the recipient's new id, when the one that was given is no longer in use} */
    public Optional<String> movedTo() {
        return message.movedTo();
    }
}
