package dev.byok.providers.engine;

import dev.byok.ByokException;
import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.providers.http.HttpReply;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.Transport;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.MessageDialect;
import dev.byok.spi.CallContext;
import dev.byok.spi.MessagesClient;
import java.util.Optional;

/** Sends messages with one credential: the dialect translates, the transport sends. */
record VendorMessagesClient(Target target, Transport transport, MessageDialect dialect) implements MessagesClient {

    @Override
    public MessageReceipt send(OutgoingMessage message, CallContext context) {
        HttpReply reply = exchange(message, context);
        if (reply.isSuccess()) {
            return decode(reply);
        }
        Failures.Understood refused = Failures.read(target, reply);
        // the vendor did not take it, so this sends nothing twice
        Optional<String> newId = dialect.movedTo(refused.error());
        if (newId.isEmpty()) {
            throw refused.exception();
        }
        HttpReply second = exchange(message.to(newId.get()), context);
        if (!second.isSuccess()) {
            throw Failures.read(target, second).exception().toBuilder()
                    .hint("the recipient has a new id, to which it was sent: " + newId.get())
                    .build();
        }
        return decode(second).movedTo(newId.get());
    }

    private HttpReply exchange(OutgoingMessage message, CallContext context) {
        return transport.exchange(target, encode(message), context);
    }

    private HttpCall encode(OutgoingMessage message) {
        try {
            return dialect.encode(message, target.credential().fields());
        } catch (ByokException e) {
            throw Failures.ofRequest(target, e);
        }
    }

    private MessageReceipt decode(HttpReply reply) {
        return JsonReplies.read(target, reply, dialect::decode);
    }
}
