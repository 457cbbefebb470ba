package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.Usage;
import dev.byok.model.ModelRef;
import dev.byok.routing.Attempt;
import dev.byok.speech.Audio;
import dev.byok.speech.AudioStream;
import dev.byok.speech.SpeechEvent;
import dev.byok.speech.SpeechRequest;
import dev.byok.speech.SpeechResponse;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.SpeechClient;
import dev.byok.spi.SpeechEvents;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Speech over the route loop, whole or streamed. */
public final class SpeechRouter {

    private final RouteLoop loop;
    private final CapabilityModels models;

    /**
     * Makes one.
     *
     * @param loop tries the routes
     * @param models knows what stands for a model that nobody named
     */
    public SpeechRouter(RouteLoop loop, CapabilityModels models) {
        this.loop = loop;
        this.models = models;
    }

    /**
     * A route as the caller names it.
     *
     * @param model provider and model
     * @param voice the voice there; null for the one of the request
     */
    public record Voiced(ModelRef model, @Nullable String voice) {}

    /**
     * A speech call, ready to run.
     *
     * @param tenant whose call it is
     * @param request what to say
     * @param routes in order; empty for the tenant's preferred provider
     * @param callUrl the endpoint of this call; null when its provider has its own
     */
    public record Call(
            String tenant,
            SpeechRequest request,
            List<Voiced> routes,
            @Nullable String callUrl) {

        /** Copies the routes. */
        public Call {
            routes = List.copyOf(routes);
        }

        /**
         * {@return this call with other words, and with the routes from that one on before the others}
         *
         * @param text what to say
         * @param first which route comes first
         */
        public Call saying(String text, int first) {
            List<Voiced> turned = new ArrayList<>(routes.subList(first, routes.size()));
            turned.addAll(routes.subList(0, first));
            return new Call(tenant, request.toBuilder().text(text).build(), turned, callUrl);
        }
    }

    /**
     * Sends a call and waits for the whole audio.
     *
     * @param call the call
     * @param context limits and cancellation
     * @return the audio and its receipt
     */
    public SpeechResponse send(Call call, CallContext context) {
        return loop.run(plan(call, context), Capability.SPEECH, (client, route, credential, attempts, start) -> {
            SpeechRequest request = timed(voiced(call, route), client, route);
            try (credential;
                    SpeechEvents events = client.stream(request, route.model(), context)) {
                AudioCollector audio = new AudioCollector(request);
                for (SpeechEvent event = events.next(); event != null; event = events.next()) {
                    audio.add(event);
                }
                Audio whole = audio.whole();
                attempts.served(route, Usage.UNKNOWN, audio.firstContent(start), start);
                return new SpeechResponse(whole, attempts.receipt());
            }
        });
    }

    /**
     * Sends a call and returns with the first audio. Until then failures lead to the next route.
     *
     * @param call the call
     * @param context limits and cancellation
     * @return the audio, which the caller closes
     */
    public AudioStream stream(Call call, CallContext context) {
        return loop.run(
                plan(call, context),
                Capability.SPEECH,
                (client, route, credential, attempts, start) ->
                        begin(voiced(call, route), context, client, route, credential, attempts, start));
    }

    /**
     * Opens the key of the first route that can serve a call, and sends nothing.
     *
     * @param call the call
     * @param context limits and cancellation
     * @throws ByokException why no route can serve it
     */
    public void rehearse(Call call, CallContext context) {
        loop.rehearse(plan(call, context), Capability.SPEECH);
    }

    /**
     * {@return which of the call's routes an attempt was made on; -1 for none of them}
     *
     * @param call the call
     * @param attempt of a receipt of it
     */
    public int routeOf(Call call, Attempt attempt) {
        for (int i = 0; i < call.routes().size(); i++) {
            ModelRef model = models.resolve(
                            call.tenant(), List.of(call.routes().get(i).model()), Capability.SPEECH)
                    .get(0);
            if (models.isOf(model, attempt.provider()) && attempt.model().equals(model.model())) {
                return i;
            }
        }
        return -1;
    }

    // a vendor that times no words is not bothered with the wish
    private static SpeechRequest timed(SpeechRequest request, SpeechClient client, Route route) {
        return request.timestamps() && !client.timesWords(request, route.model())
                ? request.toBuilder().timestamps(false).build()
                : request;
    }

    private AudioStream begin(
            SpeechRequest request,
            CallContext context,
            SpeechClient client,
            Route route,
            ProviderCredential credential,
            Attempts attempts,
            long start) {
        requireTimes(request, client, route);
        SpeechEvents events = client.stream(request, route.model(), context);
        Queue<SpeechEvent> ready = new ArrayDeque<>(4);
        try {
            SpeechEvent event;
            do {
                event = events.next();
                if (event != null) {
                    ready.add(event);
                }
            } while (event != null && !event.isContent());
            Duration firstContent = event == null ? null : Attempts.since(start);
            return new RoutedAudioStream(
                    loop, route, credential, attempts, request, events, ready, firstContent, start);
        } catch (ByokException e) {
            events.close();
            throw e;
        }
    }

    // a transcription needs the whole audio, and a stream keeps none of it
    private static void requireTimes(SpeechRequest request, SpeechClient client, Route route) {
        if (request.timestamps() && !client.timesWords(request, route.model())) {
            throw ByokException.of(
                            ErrorCode.TIMESTAMPS_UNAVAILABLE,
                            route.provider().info().name() + " does not tell the times of words while it speaks")
                    .provider(route.provider().info().id())
                    .credentialId(route.credentialId())
                    .hint("call send(), which has the whole audio timed, or stream without timestamps")
                    .build();
        }
    }

    private RouteLoop.Plan plan(Call call, CallContext context) {
        List<ModelRef> named = call.routes().stream().map(Voiced::model).toList();
        List<ModelRef> resolved = models.resolve(call.tenant(), named, Capability.SPEECH);
        return new RouteLoop.Plan(call.tenant(), resolved, call.callUrl(), context);
    }

    // a voice is of one vendor: each route speaks with the one that was named for it
    private static SpeechRequest voiced(Call call, Route route) {
        for (Voiced voiced : call.routes()) {
            if (voiced.voice() != null && isOf(voiced.model(), route)) {
                return call.request().toBuilder().voice(voiced.voice()).build();
            }
        }
        return call.request();
    }

    private static boolean isOf(ModelRef model, Route route) {
        return (route.provider().info().id().equals(model.provider())
                        || route.provider().info().aliases().contains(model.provider()))
                && (model.model() == null || model.model().equals(route.model()));
    }
}
