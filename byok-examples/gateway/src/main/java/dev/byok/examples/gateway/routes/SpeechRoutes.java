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
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioStream;
import dev.byok.speech.SpeechResponse;
import dev.byok.speech.WordTimestamp;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderInfo;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Text to speech, with any vendor's voices: {@code /v1/audio/speech}. */
public final class SpeechRoutes {

    private final AgentStore agents;

    /**
     * Makes them.
     *
     * @param agents where custom endpoints are kept
     */
    public SpeechRoutes(AgentStore agents) {
        this.agents = agents;
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
                .contentType(mediaType(spoken.audio().format()))
                .result(spoken.bytes());
    }

    private void stream(Context context, Tenant tenant) throws IOException {
        try (AudioStream spoken = call(context, tenant).stream()) {
            Receipts.tell(context, spoken.receipt());
            context.status(200).contentType(mediaType(spoken.format()));
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
        ObjectNode body = Json.object();
        body.put("audio", Base64.getEncoder().encodeToString(spoken.bytes()));
        body.put("mediaType", mediaType(spoken.audio().format()));
        ArrayNode timestamps = body.putArray("timestamps");
        for (WordTimestamp word : spoken.words()) {
            timestamps
                    .addObject()
                    .put("text", word.word())
                    .put("start", word.start().toMillis() / 1000.0)
                    .put("end", word.end().toMillis() / 1000.0);
        }
        body.putArray("warnings");
        Json.reply(context, 200, body);
    }

    /** Both bodies say the same: {@code text} and {@code voiceId}, or OpenAI's {@code input} and {@code voice}. */
    private SpeechCall call(Context context, Tenant tenant) {
        JsonNode body = Json.body(context);
        SpeechCall call = tenant.speech();
        Json.text(body, "model").ifPresent(call::model);
        Json.text(body, "voiceId").or(() -> Json.text(body, "voice")).ifPresent(call::voice);
        call.text(Json.text(body, "text").orElseGet(() -> Json.requireText(body, "input")));
        Json.text(body, "instructions").ifPresent(call::instructions);
        Json.text(body, "language").ifPresent(call::language);
        if (body.path("speed").isNumber()) {
            call.speed(body.path("speed").doubleValue());
        }
        Json.text(body, "response_format")
                .or(() -> Json.text(body, "format"))
                // OpenAI's clients expect it when they say nothing
                .or(() -> body.has("input") ? Optional.of("mp3") : Optional.empty())
                .map(SpeechRoutes::format)
                .ifPresent(call::format);
        agents.of(context, tenant).voiceUrl().ifPresent(call::endpoint);
        return call;
    }

    private static AudioFormat format(String name) {
        return switch (name) {
            case "pcm" -> AudioFormat.PCM_24000;
            case "wav" -> AudioFormat.WAV_24000;
            default -> {
                try {
                    yield AudioFormat.parse(name);
                } catch (IllegalArgumentException e) {
                    throw ByokException.of(ErrorCode.INVALID_REQUEST, "'response_format' is mp3, pcm, wav, or as pcm_24000")
                            .build();
                }
            }
        };
    }

    private static String mediaType(AudioFormat format) {
        return switch (format.encoding()) {
            case MP3 -> "audio/mpeg";
            case WAV -> "audio/wav";
            case PCM -> "audio/L16; rate=" + format.sampleRate() + "; channels=1";
            case MULAW -> "audio/basic";
        };
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
                && settings.enabledProviders().map(only -> only.contains(provider)).orElse(true);
    }

    private void enable(Context context, Tenant tenant) {
        String provider = tenant.credentials().fields(context.pathParam("provider")).id();
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
