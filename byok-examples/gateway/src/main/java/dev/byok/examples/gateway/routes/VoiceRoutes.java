package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.model.ModelRef;
import dev.byok.speech.RegisteredVoice;
import io.javalin.http.Context;

/** Voices by a name of the tenant's own: {@code /v1/voices}. */
public final class VoiceRoutes {

    private static final int LONGEST = 200;

    private final VoiceStore voices;

    /**
     * Makes them.
     *
     * @param voices where they are kept
     */
    public VoiceRoutes(VoiceStore voices) {
        this.voices = voices;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/v1/voices", this::list).post("/v1/voices", this::register).delete("/v1/voices/{id}", this::delete);
    }

    private void list(Context context, Tenant tenant) {
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        voices.list(tenant.id()).forEach(entry -> write(data.addObject(), entry));
        Json.reply(context, 200, body);
    }

    private void register(Context context, Tenant tenant) {
        JsonNode body = Json.body(context);
        ModelRef model = ModelRef.parse(Json.requireText(body, "model"));
        tenant.credentials().fields(model.provider());
        String voice = Json.requireText(body, "voice");
        String name = Json.text(body, "name").orElse(voice);
        if (name.length() > LONGEST || voice.length() > LONGEST) {
            throw refused("'name' and 'voice' have at most " + LONGEST + " characters");
        }
        ObjectNode answer = Json.object();
        write(answer.putObject("data"), voices.add(tenant.id(), name, registered(model, voice)));
        Json.reply(context, 200, answer);
    }

    private static RegisteredVoice registered(ModelRef model, String voice) {
        try {
            return new RegisteredVoice(model, voice);
        } catch (IllegalArgumentException e) {
            throw refused("'model' is provider/model, without #");
        }
    }

    private static ByokException refused(String rule) {
        return ByokException.of(ErrorCode.INVALID_REQUEST, rule).build();
    }

    private void delete(Context context, Tenant tenant) {
        if (!voices.delete(tenant.id(), context.pathParam("id"))) {
            throw ByokException.of(ErrorCode.NOT_FOUND, "There is no such voice")
                    .build();
        }
        context.status(204);
    }

    private static void write(ObjectNode json, VoiceStore.Entry entry) {
        json.put("id", entry.id())
                .put("name", entry.name())
                .put("model", entry.voice().model().toString())
                .put("voice", entry.voice().voice())
                .put("created_at", entry.createdAt().toString());
    }
}
