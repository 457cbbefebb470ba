package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.routing.RequestLimits;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ChatClient;
import dev.byok.spi.ChatEvents;
import dev.byok.spi.ProviderCredential;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;

/** Chat over the route loop, whole or streamed. */
public final class ChatRouter {

    private final RouteLoop loop;
    private final ModelFacts facts;
    private final Function<String, RequestLimits> tenantLimits;
    private final Latencies latencies;

    /**
     * Makes one.
     *
     * @param loop tries the routes
     * @param facts tells what models cost
     * @param tenantLimits tells what a tenant's requests may take, whatever the call says
     * @param latencies is told how soon first tokens came
     */
    public ChatRouter(
            RouteLoop loop, ModelFacts facts, Function<String, RequestLimits> tenantLimits, Latencies latencies) {
        this.loop = loop;
        this.facts = facts;
        this.tenantLimits = tenantLimits;
        this.latencies = latencies;
    }

    /**
     * A chat call, ready to run.
     *
     * @param route what the caller said about its route
     * @param request what to say
     * @param limits what it may take
     */
    public record Call(RouteRequest route, ChatRequest request, RequestLimits limits) {

        private RouteLoop.Plan plan(CallContext context, Meter meter) {
            return new RouteLoop.Plan(route, context, meter, false);
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
        ChatMeter meter = meter(call);
        Answered answered = loop.run(call.plan(context, meter), Capability.CHAT, (client, credential, trial) -> {
            try (credential) {
                ChatCompletion answer =
                        client.send(meter.request(), trial.route().model(), trial.context());
                trial.served(meter.answered(trial.route(), answer));
                return new Answered(answer, trial.attempts());
            }
        });
        // now, because an attempt that was slower is in it too
        return new ChatResponse(answered.answer(), answered.attempts().receipt());
    }

    private record Answered(ChatCompletion answer, Attempts attempts) {}

    /**
     * Sends a call and returns with the first content of the answer. Until then failures lead to the next route.
     *
     * @param call the call
     * @param context limits and cancellation
     * @return the stream, which the caller closes
     */
    public ChatStream stream(Call call, CallContext context) {
        ChatMeter meter = meter(call);
        return loop.run(
                call.plan(context, meter),
                Capability.CHAT,
                (client, credential, trial) -> begin(meter, client, credential, trial));
    }

    private ChatMeter meter(Call call) {
        return ChatMeter.of(
                facts,
                call.request(),
                call.limits().and(tenantLimits.apply(call.route().tenant())));
    }

    private ChatStream begin(ChatMeter meter, ChatClient client, ProviderCredential credential, Trial trial) {
        ChatEvents events = client.stream(meter.request(), trial.route().model(), trial.context());
        Queue<ChatEvent> begun = new ArrayDeque<>(4);
        try {
            // an answer without any content is complete too: the model may have nothing to say
            ChatEvent event;
            do {
                event = events.next();
                if (event != null) {
                    begun.add(event);
                }
            } while (event != null && !event.isContent());
            if (event != null) {
                latencies.observed(trial.route(), trial.contentCame());
            }
            return new RoutedChatStream(loop, trial, meter, credential, events, begun);
        } catch (ByokException e) {
            events.close();
            throw e;
        }
    }
}
