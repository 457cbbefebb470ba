package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.model.ModelRef;
import dev.byok.speech.Audio;
import dev.byok.speech.AudioStream;
import dev.byok.speech.SpeechEvent;
import dev.byok.speech.SpeechRequest;
import dev.byok.speech.SpeechResponse;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.SpeechClient;
import dev.byok.spi.SpeechEvents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Speech over the route loop, whole or streamed. */
public final class SpeechRouter {

    private final RouteLoop loop;
    private final ModelLists models;

    /**
     * Makes one.
     *
     * @param loop tries the routes
     * @param models knows prices
     */
    public SpeechRouter(RouteLoop loop, ModelLists models) {
        this.loop = loop;
        this.models = models;
    }

    /**
     * A route as the caller names it.
     *
     * @param model provider and model
     * @param voice the voice there; null for the one of the request
     */
    public record Voiced(ModelRef model, @Nullable String voice) {

        private boolean isOf(Route route) {
            ProviderInfo info = route.provider().info();
            return (info.id().equals(model.provider()) || info.aliases().contains(model.provider()))
                    && (model.model() == null || model.model().equals(route.model()))
                    && (model.label() == null
                            || (route.row() != null
                                    && model.label().equals(route.row().label())));
        }
    }

    /**
     * A speech call, ready to run.
     *
     * @param tenant whose call it is
     * @param request what to say
     * @param routes in order; empty for the tenant's preferred provider
     * @param callUrl the endpoint of this call; null when its provider has its own
     * @param access what the customer sent along to open keys
     */
    public record Call(
            String tenant,
            SpeechRequest request,
            List<Voiced> routes,
            @Nullable String callUrl,
            KeyAccess access) {

        /** Copies the routes. */
        public Call {
            routes = List.copyOf(routes);
        }

        /**
         * {@return this call with other words}
         *
         * @param text what to say
         */
        public Call saying(String text) {
            return new Call(tenant, request.toBuilder().text(text).build(), routes, callUrl, access);
        }

        /**
         * {@return this call with the routes from one on before the others}
         *
         * @param first which route comes first
         */
        public Call beginningAt(int first) {
            List<Voiced> turned = new ArrayList<>(routes.subList(first, routes.size()));
            turned.addAll(routes.subList(0, first));
            return new Call(tenant, request, turned, callUrl, access);
        }

        // a voice is of one vendor: each route speaks with the one that was named for it
        private SpeechRequest voiced(Route route) {
            int index = indexOf(route);
            String voice = index < routes.size() ? routes.get(index).voice() : null;
            return voice == null ? request : request.toBuilder().voice(voice).build();
        }

        // which of the routes serves, one that names the very configuration before others; the first when the tenant's
        // settings chose another one
        private int indexOf(Route route) {
            int found = 0;
            boolean exactly = false;
            for (int i = routes.size() - 1; i >= 0; i--) {
                boolean labelled = routes.get(i).model().label() != null;
                if (routes.get(i).isOf(route) && (labelled || !exactly)) {
                    found = i;
                    exactly = labelled;
                }
            }
            return found;
        }
    }

    /**
     * Sends a call and waits for the whole audio.
     *
     * @param call the call
     * @param context limits and cancellation
     * @param serving is told which of the call's routes serves it
     * @return the audio and its receipt
     */
    public SpeechResponse send(Call call, CallContext context, IntConsumer serving) {
        SpeechMeter meter = SpeechMeter.of(models, call.request());
        return loop.run(plan(call, context, meter), Capability.SPEECH, (client, credential, trial) -> {
            SpeechRequest request = timed(call.voiced(trial.route()), client, trial.route());
            try (credential;
                    SpeechEvents events = client.stream(request, trial.route().model(), trial.context())) {
                AudioCollector audio = new AudioCollector(request, trial::contentCame);
                for (SpeechEvent event = events.next(); event != null; event = events.next()) {
                    audio.add(event);
                }
                Audio whole = audio.whole();
                trial.served(meter.spoken(trial.route(), whole.characters(), false));
                serving.accept(call.indexOf(trial.route()));
                return new SpeechResponse(whole, trial.attempts().receipt());
            }
        });
    }

    /**
     * Sends a call and returns with the first audio. Until then failures lead to the next route.
     *
     * @param call the call
     * @param context limits and cancellation
     * @param serving is told which of the call's routes serves it
     * @return the audio, which the caller closes
     */
    public AudioStream stream(Call call, CallContext context, IntConsumer serving) {
        SpeechMeter meter = SpeechMeter.of(models, call.request());
        return loop.run(plan(call, context, meter), Capability.SPEECH, (client, credential, trial) -> {
            AudioStream stream = begin(call.voiced(trial.route()), meter, client, credential, trial);
            serving.accept(call.indexOf(trial.route()));
            return stream;
        });
    }

    /**
     * Opens the key of the first route that can serve a call, and sends nothing.
     *
     * @param call the call
     * @param context limits and cancellation
     * @throws ByokException why no route can serve it
     */
    public void rehearse(Call call, CallContext context) {
        loop.rehearse(plan(call, context, SpeechMeter.of(models, call.request())), Capability.SPEECH);
    }

    // a vendor that times no words is not bothered with the wish
    private static SpeechRequest timed(SpeechRequest request, SpeechClient client, Route route) {
        return request.timestamps() && !client.timesWords(request, route.model())
                ? request.toBuilder().timestamps(false).build()
                : request;
    }

    private AudioStream begin(
            SpeechRequest request, SpeechMeter meter, SpeechClient client, ProviderCredential credential, Trial trial) {
        requireTimes(request, client, trial.route());
        SpeechEvents events = client.stream(request, trial.route().model(), trial.context());
        Queue<SpeechEvent> ready = new ArrayDeque<>(4);
        try {
            SpeechEvent event;
            do {
                event = events.next();
                if (event != null) {
                    ready.add(event);
                }
            } while (event != null && !event.isContent());
            if (event != null) {
                trial.contentCame();
            }
            return new RoutedAudioStream(loop, trial, meter, credential, request, events, ready);
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

    private RouteLoop.Plan plan(Call call, CallContext context, Meter meter) {
        List<ModelRef> named = call.routes().stream().map(Voiced::model).toList();
        return new RouteLoop.Plan(
                RouteRequest.ofModels(call.tenant(), Capability.SPEECH, named, call.callUrl(), call.access()),
                context,
                meter,
                false);
    }
}
