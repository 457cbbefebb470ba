package dev.byok.internal.routing;

import dev.byok.internal.credential.KeyAccess;
import dev.byok.model.ModelRef;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionRequest;
import dev.byok.transcription.TranscriptionResponse;
import dev.byok.transcription.TranscriptionSession;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Transcription over the route loop, of files and live. */
public final class TranscriptionRouter {

    private final RouteLoop loop;
    private final ListeningMeter meter;

    /**
     * Makes one.
     *
     * @param loop tries the routes
     * @param models knows prices
     */
    public TranscriptionRouter(RouteLoop loop, ModelLists models) {
        this.loop = loop;
        this.meter = new ListeningMeter(models);
    }

    /**
     * Where a transcription may be made.
     *
     * @param tenant whose call it is
     * @param references the routes in order; empty for the tenant's preferred provider
     * @param callUrl the endpoint of this call; null when its provider has its own
     * @param access what the customer sent along to open keys
     */
    public record Routes(
            String tenant,
            List<ModelRef> references,
            @Nullable String callUrl,
            KeyAccess access) {}

    /**
     * Sends audio and waits for what is said in it.
     *
     * @param routes where
     * @param request the audio
     * @param context limits and cancellation
     * @return what is said, and the receipt
     */
    public TranscriptionResponse send(Routes routes, TranscriptionRequest request, CallContext context) {
        RouteLoop.Plan plan = plan(routes, Capability.TRANSCRIPTION, context);
        return loop.run(plan, Capability.TRANSCRIPTION, (client, credential, trial) -> {
            try (credential) {
                Transcript transcript = client.transcribe(request, trial.route().model(), trial.context());
                trial.served(meter.heard(trial.route(), transcript.duration().orElse(null), false));
                return new TranscriptionResponse(transcript, trial.attempts().receipt());
            }
        });
    }

    /**
     * Opens a live session. Until it is open failures lead to the next route.
     *
     * @param routes where
     * @param request what the audio is like
     * @param events gets every event
     * @param context cancellation, and limits for the opening
     * @return the session, which the caller closes
     */
    public TranscriptionSession open(
            Routes routes,
            LiveTranscriptionRequest request,
            Consumer<? super TranscriptionEvent> events,
            CallContext context) {
        RouteLoop.Plan plan = plan(routes, Capability.LIVE_TRANSCRIPTION, context);
        return loop.run(plan, Capability.LIVE_TRANSCRIPTION, (client, credential, trial) -> {
            CountedSession.Sent sent = new CountedSession.Sent(request.format());
            LiveAttempt attempt = new LiveAttempt(
                    loop, trial, credential, () -> meter.heard(trial.route(), sent.length(), false), events);
            return new CountedSession(client.open(request, trial.route().model(), attempt, trial.context()), sent);
        });
    }

    private RouteLoop.Plan plan(Routes routes, Capability<?> capability, CallContext context) {
        return new RouteLoop.Plan(
                RouteRequest.ofModels(
                        routes.tenant(), capability, routes.references(), routes.callUrl(), routes.access()),
                context,
                meter,
                false);
    }
}
