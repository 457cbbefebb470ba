package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.SpeechCall;
import dev.byok.Tenant;
import dev.byok.credential.CredentialView;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.model.ModelCatalog;
import dev.byok.model.ModelInfo;
import dev.byok.routing.TenantSettings;
import dev.byok.speech.AudioStream;
import dev.byok.speech.RegisteredVoice;
import dev.byok.speech.SpeechResponse;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderInfo;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Text to speech, with any vendor's voices: {@code /v1/audio/speech}. */
public final class SpeechRoutes {

    private final AgentStore agents;
    private final VoiceStore voices;

    /**
     * Makes them.
     *
     * @param agents where custom endpoints are kept
     * @param voices what {@code voiceId} stands for
     */
    public SpeechRoutes(AgentStore agents, VoiceStore voices) {
        this.agents = agents;
        this.voices = voices;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/v1/audio/providers", this::providers)
                .patch("/v1/audio/providers/{provider}", this::enable)
                .post("/v1/audio/speech", this::speak)
                .post("/v1/audio/speech/stream", this::stream)
                .post("/v1/audio/speech/with-timestamps", this::speakWithTimestamps);
    }

    private void speak(Context context, Tenant tenant) {
        SpeechResponse spoken = call(context, tenant).send();
        Receipts.tell(context, spoken.receipt());
        context.status(200)
                .contentType(AudioJson.mediaType(spoken.audio().format()))
                .result(spoken.bytes());
    }

    private void stream(Context context, Tenant tenant) throws IOException {
        try (AudioStream spoken = call(context, tenant).stream()) {
            Receipts.tell(context, spoken.receipt());
            context.status(200).contentType(AudioJson.mediaType(spoken.format()));
            OutputStream out = context.res().getOutputStream();
            while (spoken.hasNext()) {
                out.write(spoken.next());
                out.flush();
            }
        }
    }

    private void speakWithTimestamps(Context context, Tenant tenant) {
        SpeechResponse spoken = call(context, tenant).withTimestamps().send();
        Receipts.tell(context, spoken.receipt());
        Json.reply(context, 200, AudioJson.timed(spoken.audio(), List.of(), false));
    }

    /** Every body says what to speak: {@code text}, or OpenAI's {@code input}. */
    private SpeechCall call(Context context, Tenant tenant) {
        JsonNode body = Json.body(context);
        SpeechCall call = tenant.speech();
        speaker(call, body, context, tenant);
        call.text(Json.text(body, "text").orElseGet(() -> Json.requireText(body, "input")));
        Json.text(body, "instructions").ifPresent(call::instructions);
        Json.text(body, "language").ifPresent(call::language);
        Json.number(body, "speed").ifPresent(call::speed);
        Json.text(body, "response_format")
                .or(() -> Json.text(body, "format"))
                // OpenAI's clients expect it when they say nothing
                .or(() -> body.has("input") ? Optional.of("mp3") : Optional.empty())
                .map(AudioJson::format)
                .ifPresent(call::format);
        return call;
    }

    /** Who speaks: a model and one of its voices, or with {@code voiceId} both at once. */
    private void speaker(SpeechCall call, JsonNode body, Context context, Tenant tenant) {
        Optional<String> id = Json.text(body, "voiceId");
        Optional<RegisteredVoice> registered = id.flatMap(voice -> voices.find(tenant.id(), voice));
        if (registered.isPresent()) {
            call.model(registered.get().model().toString())
                    .voice(registered.get().voice());
            return;
        }
        if (body.path("mode").asText().equals("voice")) {
            throw ByokException.of(ErrorCode.NOT_FOUND, "There is no such voice")
                    .hint("POST /v1/voices registers one, and 'voiceId' names it")
                    .build();
        }
        Optional<String> model = agents.of(context, tenant)
                .reach("custom-voice", Json.text(body, "model"), AgentStore.Agent::voiceUrl, call::endpoint);
        model.ifPresent(call::model);
        id.or(() -> Json.text(body, "voice")).ifPresent(call::voice);
    }

    private void providers(Context context, Tenant tenant) {
        TenantSettings settings = tenant.settings().get();
        Set<String> connected = tenant.credentials().list().stream()
                .map(CredentialView::provider)
                .collect(Collectors.toSet());
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        for (ProviderInfo info : tenant.credentials().fields()) {
            if (info.capabilities().contains(Capability.SPEECH)) {
                ObjectNode provider = data.addObject().put("id", info.id()).put("name", info.name());
                provider.put("enabled", isEnabled(settings, info.id()));
                provider.put("byok", connected.contains(info.id()));
                provider.put("managed", settings.mode().id().equals("managed"));
                ArrayNode models = provider.putArray("models");
                speechModels(info).forEach(model -> models.add(info.id() + "/" + model));
            }
        }
        Json.reply(context, 200, body);
    }

    private static List<String> speechModels(ProviderInfo info) {
        List<String> priced = ModelCatalog.bundled().models(info.id()).stream()
                .filter(model -> model.price().characters().isPresent())
                .map(ModelInfo::id)
                .toList();
        Optional<String> usual = info.defaultModel(Capability.SPEECH);
        return priced.isEmpty() ? usual.stream().toList() : priced;
    }

    private static boolean isEnabled(TenantSettings settings, String provider) {
        return !settings.disabledProviders().contains(provider)
                && settings.enabledProviders()
                        .map(only -> only.contains(provider))
                        .orElse(true);
    }

    private void enable(Context context, Tenant tenant) {
        String provider =
                tenant.credentials().fields(context.pathParam("provider")).id();
        JsonNode enabled = Json.body(context).path("enabled");
        if (!enabled.isBoolean()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "'enabled' is true or false")
                    .build();
        }
        tenant.settings().update(settings -> {
            Set<String> disabled = new HashSet<>(settings.disabledProviders());
            if (enabled.booleanValue()) {
                disabled.remove(provider);
            } else {
                disabled.add(provider);
            }
            return settings.toBuilder().disabledProviders(disabled).build();
        });
        providers(context, tenant);
    }
}
