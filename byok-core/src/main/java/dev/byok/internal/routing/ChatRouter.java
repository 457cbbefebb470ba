package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.model.ModelRef;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ChatClient;
import dev.byok.spi.ChatEvents;
import dev.byok.spi.ProviderCredential;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Chat over the route loop, whole or streamed. */
public final class ChatRouter {

    private final RouteLoop loop;

    /**
     * Makes one.
     *
     * @param loop tries the routes
     */
    public ChatRouter(RouteLoop loop) {
        this.loop = loop;
    }

    /**
     * A chat call, ready to run.
     *
     * @param tenant whose call it is
     * @param request what to say
     * @param references the routes in order; empty for the tenant's preferred provider
     * @param callUrl the endpoint of this call; null when its provider has its own
     * @param access what the customer sent along to open keys, or that nobody is there
     */
    public record Call(
            String tenant,
            ChatRequest request,
            List<ModelRef> references,
            @Nullable String callUrl,
            KeyAccess access) {

        private RouteLoop.Plan plan(CallContext context) {
            return new RouteLoop.Plan(tenant, references, callUrl, access, context);
        }
    }

    /**
     * Sends a call and waits for the whole answer.
     *
     * @param call the call
     * @param context limits and cancellation
     * @return the answer and its receipt
     */
    public ChatResponse send(Call call, CallContext context) {
        return loop.run(call.plan(context), Capability.CHAT, (client, route, credential, attempts, start) -> {
            try (credential) {
                ChatCompletion completion = client.send(call.request(), route.model(), context);
                attempts.served(route, completion.usage(), null, start);
                return new ChatResponse(completion, attempts.receipt());
            }
        });
    }

    /**
     * Sends a call and returns with the first content of the answer. Until then failures lead to the next route.
     *
     * @param call the call
     * @param context limits and cancellation
     * @return the stream, which the caller closes
     */
    public ChatStream stream(Call call, CallContext context) {
        return loop.run(
                call.plan(context),
                Capability.CHAT,
                (client, route, credential, attempts, start) ->
                        begin(call, context, client, route, credential, attempts, start));
    }

    private ChatStream begin(
            Call call,
            CallContext context,
            ChatClient client,
            Route route,
            ProviderCredential credential,
            Attempts attempts,
            long start) {
        ChatEvents events = client.stream(call.request(), route.model(), context);
        Queue<ChatEvent> ready = new ArrayDeque<>(4);
        try {
            // an answer without any content is complete too: the model may have nothing to say
            ChatEvent event;
            do {
                event = events.next();
                if (event != null) {
                    ready.add(event);
                }
            } while (event != null && !event.isContent());
            Duration firstContent = event == null ? null : Attempts.since(start);
            return new RoutedChatStream(loop, route, credential, attempts, events, ready, firstContent, start);
        } catch (ByokException e) {
            events.close();
            throw e;
        }
    }
}
