package dev.byok.messaging;

import java.util.Objects;
import java.util.Optional;

/**
 * What a vendor answered when it took a message. It took it; whether it was delivered and read is told by the vendor's
 * webhooks, by {@link #messageId()}.
 *
 * @param messageId the vendor's id of the message
 * @param recipient whom it went to by the vendor's own id, where the vendor tells it
 * @param movedTo the recipient's new id, when the one that was given is no longer in use: keep it for the next message
 */
public record MessageReceipt(String messageId, Optional<String> recipient, Optional<String> movedTo) {

    /** Checks that every part is given. */
    public MessageReceipt {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(movedTo, "movedTo");
    }

    /**
     * {@return the receipt of a message to a recipient whose id is still in use}
     *
     * @param messageId the vendor's id of the message
     * @param recipient whom it went to, where the vendor tells it
     */
    public static MessageReceipt of(String messageId, Optional<String> recipient) {
        return new MessageReceipt(messageId, recipient, Optional.empty());
    }

    /**
     * {@return this receipt, of a message whose recipient has a new id}
     *
     * @param id the new one
     */
    public MessageReceipt movedTo(String id) {
        return new MessageReceipt(messageId, recipient, Optional.of(id));
    }
}
