package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ConversationCall;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.speech.ConversationResponse;
import dev.byok.speech.RegisteredVoice;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.OptionalDouble;

/** Several voices as one piece of audio: {@code /v1/audio/conversation}. */
public final class ConversationRoutes {

    private final VoiceStore voices;

    /**
     * Makes them.
     *
     * @param voices what a turn's {@code voiceId} stands for
     */
    public ConversationRoutes(VoiceStore voices) {
        this.voices = voices;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.post("/v1/audio/conversation", this::speak)
                .post("/v1/audio/conversation/with-timestamps", this::speakWithTimestamps);
    }

    private void speak(Context context, Tenant tenant) {
        ConversationResponse spoken = call(context, tenant).send();
        context.status(200)
                .contentType(AudioJson.mediaType(spoken.audio().format()))
                .result(spoken.audio().bytes());
    }

    private void speakWithTimestamps(Context context, Tenant tenant) {
        ConversationResponse spoken = call(context, tenant).withTimestamps().send();
        Json.reply(context, 200, AudioJson.timed(spoken.audio(), spoken.warnings(), true));
    }

    private ConversationCall call(Context context, Tenant tenant) {
        JsonNode body = Json.body(context);
        ConversationCall call = tenant.conversation();
        JsonNode turns = body.path("turns");
        for (int index = 0; index < turns.size(); index++) {
            try {
                add(call, tenant, turns.get(index));
            } catch (ByokException e) {
                throw e.toBuilder().turn(index).build();
            }
        }
        OptionalDouble gap = Json.number(body, "gapMs");
        if (gap.isPresent()) {
            call.gap(Duration.ofMillis((long) gap.getAsDouble()));
        }
        Json.number(body, "volumeDbfs").ifPresent(call::loudness);
        Json.text(body, "format").map(AudioJson::format).ifPresent(call::format);
        return call;
    }

    private void add(ConversationCall call, Tenant tenant, JsonNode turn) {
        String text = Json.requireText(turn, "text");
        if (turn.hasNonNull("voiceId")) {
            String id = Json.requireText(turn, "voiceId");
            RegisteredVoice voice = voices.find(tenant.id(), id)
                    .orElseThrow(() -> ByokException.of(ErrorCode.NOT_FOUND, "There is no such voice")
                            .hint("POST /v1/voices registers one")
                            .build());
            call.turn(voice, text);
        } else {
            call.turn(Json.requireText(turn, "model"), Json.requireText(turn, "voice"), text);
        }
    }
}
