package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.OutgoingMessage;
import java.util.Map;
import java.util.Optional;

/** A wire format of messages: pure functions between values and bytes. Thread-safe. */
public interface MessageDialect {

    /**
     * {@return the request}
     *
     * @param message what to say to whom
     * @param fields the credential's fields that are not secret
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the message cannot be put into this format;
     *     {@code UNSUPPORTED_CAPABILITY} when the vendor has no such messages
     */
    HttpCall encode(OutgoingMessage message, Map<String, String> fields);

    /**
     * {@return the receipt}
     *
     * @param body the body of a success reply
     * @throws MalformedReply when it does not follow the format
     */
    MessageReceipt decode(JsonNode body);

    /**
     * {@return the recipient's new id, when the vendor did not take a message because the recipient has one; the message is
     * then sent there, once}
     *
     * @param error why the vendor did not take it
     */
    default Optional<String> movedTo(VendorError error) {
        return Optional.empty();
    }
}
