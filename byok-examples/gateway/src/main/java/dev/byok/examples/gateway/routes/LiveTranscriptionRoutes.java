package dev.byok.examples.gateway.routes;

import dev.byok.LiveTranscriptionCall;
import dev.byok.Tenant;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.examples.gateway.http.TenantRoutes.Caller;
import io.javalin.websocket.WsConfig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Speech to text while it is spoken: {@code /v1/audio/transcriptions/stream}. Towards the client it is always the contract of
 * the custom transcriber, whatever vendor is behind it.
 */
public final class LiveTranscriptionRoutes {

    private final AgentStore agents;
    private final Map<String, LiveTranscription> bySession = new ConcurrentHashMap<>();

    /**
     * Makes them.
     *
     * @param agents where custom endpoints are kept
     */
    public LiveTranscriptionRoutes(AgentStore agents) {
        this.agents = agents;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        // what cannot be is refused before the connection is upgraded, with a status that every client shows
        routes.webSocket("/v1/audio/transcriptions/stream", agents::of, this::serve);
    }

    private void serve(WsConfig socket, TenantRoutes.Callers callers) {
        socket.onConnect(client -> {
            Caller caller = callers.of(client);
            LiveTranscription transcription = new LiveTranscription(client, caller);
            bySession.put(client.sessionId(), transcription);
            transcription.open(call(
                    caller.tenant(),
                    client.header(AgentStore.HEADER),
                    client.queryParam("agent"),
                    client.queryParam("model"),
                    client.queryParam("language")));
        });
        socket.onBinaryMessage(audio -> ifOpen(audio.sessionId(), live -> live.audio(audio.data())));
        socket.onMessage(message -> ifOpen(message.sessionId(), live -> live.control(message.message())));
        socket.onClose(client -> {
            LiveTranscription live = bySession.remove(client.sessionId());
            if (live != null) {
                live.close();
            }
        });
    }

    private void ifOpen(String session, Consumer<LiveTranscription> action) {
        LiveTranscription live = bySession.get(session);
        if (live != null) {
            action.accept(live);
        }
    }

    private LiveTranscriptionCall call(Tenant tenant, String header, String agent, String model, String language) {
        LiveTranscriptionCall call = tenant.liveTranscription();
        agents.named(header, agent, tenant)
                .reach(
                        "custom-transcriber",
                        Optional.ofNullable(model).filter(name -> !name.isBlank()),
                        AgentStore.Agent::transcriberUrl,
                        call::endpoint)
                .ifPresent(call::model);
        Optional.ofNullable(language).filter(tag -> !tag.isBlank()).ifPresent(call::language);
        return call;
    }
}
