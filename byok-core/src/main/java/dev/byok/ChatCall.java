package dev.byok;

import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.chat.Message;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolChoice;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.routing.ChatPublisher;
import dev.byok.internal.routing.ChatRouter;
import dev.byok.internal.routing.Needs;
import dev.byok.internal.routing.RouteRequest;
import dev.byok.model.ModelRef;
import dev.byok.routing.ChainStep;
import dev.byok.routing.RequestLimits;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.Timeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A chat call of one tenant, put together step by step and then sent.
 *
 * <pre>{@code
 * ChatResponse answer = tenant.chat()
 *         .model("openai/gpt-4o")
 *         .fallback("anthropic/claude-sonnet-4-6")
 *         .user("Hi")
 *         .send();
 * }</pre>
 *
 * <p>Not thread-safe while it is put together; it can be sent any number of times. Each sending plans its routes anew,
 * so a key that was rotated in between is used at once.
 */
public final class ChatCall {

    private final ByokClient client;
    private final String tenant;
    private ChatRequest.Builder request = ChatRequest.builder();
    private final List<ChainStep> fallbacks = new ArrayList<>(2);
    private @Nullable ModelRef model;
    private @Nullable String intent;
    private @Nullable String credentialId;
    private @Nullable String chain;
    private @Nullable String callUrl;
    private KeyAccess access;
    private RequestLimits limits;
    private Timeouts timeouts;

    ChatCall(ByokClient client, String tenant, KeyAccess access) {
        this.client = client;
        this.tenant = tenant;
        this.access = access;
        this.limits = client.limits();
        this.timeouts = client.timeouts();
    }

    /**
     * Names the model, and so the provider whose key is used.
     *
     * @param reference {@code provider/model}, {@code provider@label/model} or a provider alone, see {@link ModelRef}; or a
     *     bare model id, for the first of the tenant's providers that has it. Without it the tenant's settings choose, and
     *     else its first provider answers with its default model
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when it is no reference
     */
    public ChatCall model(String reference) {
        this.model = ModelRef.parse(reference);
        return this;
    }

    /**
     * Says what the call is for, so that the tenant's settings can choose the model. A call that names one does not need
     * it.
     *
     * @param name an intent of the application's own, for example {@code mock_interview}
     * @return this call
     */
    public ChatCall intent(String name) {
        this.intent = Objects.requireNonNull(name, "intent");
        return this;
    }

    /**
     * Names the one stored key that may serve the call. No other one is tried, of the tenant or of the application.
     *
     * @param id the credential's id, {@code tp_…}
     * @return this call
     */
    public ChatCall credential(String id) {
        this.credentialId = Objects.requireNonNull(id, "credential");
        return this;
    }

    /**
     * Brings a key along that is stored nowhere. Routes of its provider use it instead of stored ones.
     *
     * @param credential the key; it stays open and is the caller's to close, after the call has ended
     * @return this call
     */
    public ChatCall with(ProviderCredential credential) {
        this.access = access.passing(credential);
        return this;
    }

    /**
     * Adds models to try, in this order, when the ones before cannot serve the call. They take the place of the tenant's
     * default chain.
     *
     * @param more as for {@link #model}
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when one is no reference
     */
    public ChatCall fallback(String... more) {
        for (String reference : more) {
            fallbacks.add(ChainStep.of(reference));
        }
        return this;
    }

    /**
     * Adds steps to try, in this order, when what is before cannot serve the call. They take the place of the tenant's
     * default chain.
     *
     * @param more for example {@code ChainStep.platform("openai/gpt-4o-mini")}
     * @return this call
     */
    public ChatCall fallback(ChainStep... more) {
        fallbacks.addAll(List.of(more));
        return this;
    }

    /**
     * Adds one of the tenant's chains behind everything else. A call that names nothing but a chain begins with its first
     * step.
     *
     * @param name the chain's name in the tenant's settings
     * @return this call
     */
    public ChatCall chain(String name) {
        this.chain = Objects.requireNonNull(name, "chain");
        return this;
    }

    /**
     * Takes everything from a request; what was said before is gone.
     *
     * @param value a whole request
     * @return this call
     */
    public ChatCall request(ChatRequest value) {
        this.request = value.toBuilder();
        return this;
    }

    /**
     * Adds a system message.
     *
     * @param text how the model should behave
     * @return this call
     */
    public ChatCall system(String text) {
        return message(Message.system(text));
    }

    /**
     * Adds a user message.
     *
     * @param text what the user says
     * @return this call
     */
    public ChatCall user(String text) {
        return message(Message.user(text));
    }

    /**
     * Adds a message.
     *
     * @param message any message
     * @return this call
     */
    public ChatCall message(Message message) {
        request.message(message);
        return this;
    }

    /**
     * Adds messages.
     *
     * @param messages a conversation, oldest first
     * @return this call
     */
    public ChatCall messages(List<? extends Message> messages) {
        request.messages(messages);
        return this;
    }

    /**
     * Adds a tool.
     *
     * @param tool a function the model may call
     * @return this call
     */
    public ChatCall tool(Tool tool) {
        request.tool(tool);
        return this;
    }

    /**
     * Says whether the model may, must or must not call tools.
     *
     * @param choice which of them
     * @return this call
     */
    public ChatCall toolChoice(ToolChoice choice) {
        request.toolChoice(choice);
        return this;
    }

    /**
     * Says in what form the model answers.
     *
     * @param format the form
     * @return this call
     */
    public ChatCall responseFormat(ResponseFormat format) {
        request.responseFormat(format);
        return this;
    }

    /**
     * Sets the sampling temperature.
     *
     * @param value from 0; vendors end at 1 or 2
     * @return this call
     */
    public ChatCall temperature(double value) {
        request.temperature(value);
        return this;
    }

    /**
     * Limits the answer.
     *
     * @param value the most tokens it may have, at least 1
     * @return this call
     */
    public ChatCall maxTokens(int value) {
        request.maxTokens(value);
        return this;
    }

    /**
     * Gives the endpoint of this call, for providers whose endpoint comes with each call ({@code custom-llm}). It is
     * used as it is.
     *
     * @param url the whole URL; the endpoint policy decides whether it is allowed
     * @return this call
     */
    public ChatCall endpoint(String url) {
        this.callUrl = Objects.requireNonNull(url, "url");
        return this;
    }

    /**
     * Says that the call runs without the customer, for example in a scheduled job. It never uses an end-to-end encrypted
     * key, not even of an unlocked tenant: their configurations are passed over, and when nothing else is left the call
     * fails with {@code E2E_LOCKED}.
     *
     * @return this call
     */
    public ChatCall background() {
        this.access = access.background();
        return this;
    }

    /**
     * Limits what this call may cost and how long its answer may be, on top of the limits of client and tenant. What may
     * cost more is refused with {@code COST_LIMIT_EXCEEDED} before anything is sent, unless a fallback is cheap enough.
     *
     * @param value the limits; the strictest of each kind holds
     * @return this call
     */
    public ChatCall limits(RequestLimits value) {
        this.limits = limits.and(value);
        return this;
    }

    /**
     * Sets other time limits than the client's.
     *
     * @param value the limits
     * @return this call
     */
    public ChatCall timeouts(Timeouts value) {
        this.timeouts = Objects.requireNonNull(value, "timeouts");
        return this;
    }

    /**
     * Sends the call and waits for the whole answer. Interrupting the thread ends it with {@code CANCELLED}.
     *
     * @return the answer and its receipt
     * @throws ByokException of the last route that was tried, with the receipt of all attempts
     */
    public ChatResponse send() {
        return client.routers().chat().send(call(), CallContext.starting(timeouts, new Cancellation()));
    }

    /**
     * Sends the call on the client's executor.
     *
     * @return the answer and its receipt; fails with {@link ByokException}; cancelling it ends the call at the vendor
     */
    public CompletableFuture<ChatResponse> sendAsync() {
        ChatRouter.Call call = call();
        return client.async().start(timeouts, context -> client.routers().chat().send(call, context));
    }

    /**
     * Sends the call and returns with the first content of the answer.
     *
     * @return the stream, which the caller closes
     * @throws ByokException of the last route that was tried, with the receipt of all attempts
     */
    public ChatStream stream() {
        return client.routers().chat().stream(call(), CallContext.starting(timeouts, new Cancellation()));
    }

    /**
     * Makes a publisher of the answer's events for reactive code. Each subscriber makes a call of its own, on the
     * client's executor, starting with its first request; cancelling the subscription ends it at the vendor.
     *
     * @return the publisher; it fails with {@link ByokException}
     */
    public Flow.Publisher<ChatEvent> publisher() {
        ChatRouter.Call call = call();
        return new ChatPublisher(
                client.async().executor(), timeouts, context -> client.routers().chat().stream(call, context));
    }

    private ChatRouter.Call call() {
        ChatRequest built;
        try {
            built = request.build();
        } catch (IllegalArgumentException e) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()))
                    .build();
        }
        RouteRequest route = RouteRequest.builder(tenant, Capability.CHAT)
                .credential(credentialId)
                .model(model)
                .intent(intent)
                .fallbacks(fallbacks)
                .chain(chain)
                .callUrl(callUrl)
                .needs(Needs.of(built))
                .access(access)
                .build();
        return new ChatRouter.Call(route, built, limits);
    }
}
