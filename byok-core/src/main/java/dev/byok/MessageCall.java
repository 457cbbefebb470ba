package dev.byok;

import dev.byok.internal.credential.KeyAccess;
import dev.byok.messaging.MessageResponse;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.model.ModelRef;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Timeouts;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A message of one tenant, put together step by step and then sent.
 *
 * <pre>{@code
 * MessageResponse sent = tenant.messages()
 *         .provider("whatsapp")
 *         .to("+491701234567")
 *         .text("Your table is ready.")
 *         .send();
 * }</pre>
 *
 * <p>It goes out by the provider that is named and by no other: whoever is written to should know the sender. Not
 * thread-safe while it is put together; every {@link #send} sends it anew.
 */
public final class MessageCall {

    private final ByokClient client;
    private final String tenant;
    private KeyAccess access;
    private @Nullable ModelRef provider;
    private @Nullable String recipient;
    private OutgoingMessage.@Nullable Content content;
    private Timeouts timeouts;

    MessageCall(ByokClient client, String tenant, KeyAccess access) {
        this.client = client;
        this.tenant = tenant;
        this.access = access;
        this.timeouts = client.timeouts();
    }

    /**
     * Names the provider whose key is used; required.
     *
     * @param reference id or alias, with {@code @label} for another than the default configuration
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when it is no reference
     */
    public MessageCall provider(String reference) {
        this.provider = ModelRef.parse(reference);
        return this;
    }

    /**
     * Says whom the message is for. Without it, it goes to the default recipient of the credential, where the provider
     * has such a field.
     *
     * @param value as the vendor names recipients: a phone number with its country code, or the id of a chat
     * @return this call
     */
    public MessageCall to(String value) {
        this.recipient = Objects.requireNonNull(value, "recipient");
        return this;
    }

    /**
     * Says it in words of the application's own; what was said before is gone.
     *
     * @param value plain text
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when it is blank
     */
    public MessageCall text(String value) {
        this.content = checked(() -> new OutgoingMessage.Text(value));
        return this;
    }

    /**
     * Says it by a template that the vendor approved; what was said before is gone.
     *
     * @param name the template's name at the vendor
     * @param language the template's language, for example {@code en_US}
     * @param parameters what fills its gaps, in order
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when name or language is blank
     */
    public MessageCall template(String name, String language, String... parameters) {
        this.content = checked(() -> new OutgoingMessage.Template(name, language, List.of(parameters)));
        return this;
    }

    /**
     * Says that the call runs without the customer, for example in a scheduled job: it never uses an end-to-end encrypted
     * key, not even of an unlocked tenant, see {@link ChatCall#background}.
     *
     * @return this call
     */
    public MessageCall background() {
        this.access = access.background();
        return this;
    }

    /**
     * Sets other time limits than the client's.
     *
     * @param value the limits
     * @return this call
     */
    public MessageCall timeouts(Timeouts value) {
        this.timeouts = Objects.requireNonNull(value, "timeouts");
        return this;
    }

    /**
     * Sends the message and waits until the vendor took it. Interrupting the thread ends it with {@code CANCELLED}; it
     * may have been sent then all the same, as after a {@code TIMEOUT}.
     *
     * @return the vendor's answer and the receipt
     * @throws ByokException {@code INVALID_REQUEST} when provider, recipient or content is missing or none of the vendor's;
     *     {@code UNSUPPORTED_PROVIDER}, {@code NO_API_KEY}, {@code UNSUPPORTED_CAPABILITY}, and what the vendor makes of it,
     *     with the receipt
     */
    public MessageResponse send() {
        return call().apply(CallContext.starting(timeouts, new Cancellation()));
    }

    /**
     * Sends the message on the client's executor.
     *
     * @return the vendor's answer and the receipt; fails with {@link ByokException}; cancelling it ends the call
     */
    public CompletableFuture<MessageResponse> sendAsync() {
        return client.async().start(timeouts, call());
    }

    private Function<CallContext, MessageResponse> call() {
        ModelRef by = provider;
        OutgoingMessage.Content what = content;
        if (by == null) {
            throw incomplete("a message needs a provider", "call provider(…), for example with whatsapp or telegram");
        }
        if (what == null) {
            throw incomplete("a message needs a content", "call text(…) or template(…)");
        }
        OutgoingMessage message = checked(() -> new OutgoingMessage(recipient, what));
        KeyAccess with = access;
        return context -> client.routers().direct().send(tenant, with, by, message, context);
    }

    private static <T> T checked(Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()))
                    .build();
        }
    }

    private static ByokException incomplete(String what, String hint) {
        return ByokException.of(ErrorCode.INVALID_REQUEST, what).hint(hint).build();
    }
}
