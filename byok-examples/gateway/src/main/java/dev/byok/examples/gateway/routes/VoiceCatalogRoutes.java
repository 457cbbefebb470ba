package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.speech.Voice;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** ElevenLabs' voices, kept here until they are asked for again: {@code /v1/voice-providers/elevenlabs}. */
public final class VoiceCatalogRoutes {

    private static final String PROVIDER = "elevenlabs";
    private static final String PATH = "/v1/voice-providers/elevenlabs/";

    private final Clock clock;
    private final Map<String, Catalog> byTenant = new ConcurrentHashMap<>();

    private record Catalog(List<Voice> voices, Instant syncedAt) {}

    /**
     * Makes them.
     *
     * @param clock tells when voices were asked for
     */
    public VoiceCatalogRoutes(Clock clock) {
        this.clock = clock;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get(PATH + "status", this::status)
                .post(PATH + "connect", this::connect)
                .post(PATH + "sync", this::sync)
                .post(PATH + "disconnect", this::disconnect);
    }

    private void connect(Context context, Tenant tenant) {
        tenant.credentials().connect(CredentialInput.of(PROVIDER).fields(CredentialJson.fields(Json.body(context))));
        sync(context, tenant);
    }

    private void sync(Context context, Tenant tenant) {
        byTenant.put(tenant.id(), new Catalog(tenant.syncVoices(PROVIDER), clock.instant()));
        status(context, tenant);
    }

    private void disconnect(Context context, Tenant tenant) {
        byTenant.remove(tenant.id());
        rows(tenant).forEach(row -> tenant.credentials().disconnect(row.id()));
        Json.reply(context, 200, Json.object().put("success", true));
    }

    private void status(Context context, Tenant tenant) {
        Optional<CredentialView> row = rows(tenant).stream().findFirst();
        @Nullable Catalog catalog = byTenant.get(tenant.id());
        ObjectNode body = Json.object();
        ObjectNode data = body.putObject("data").put("connected", row.isPresent());
        row.ifPresent(found -> data.put("key_prefix", found.mask()));
        data.put("synced_at", catalog == null ? null : catalog.syncedAt().toString());
        ArrayNode voices = data.putArray("voices");
        if (catalog != null) {
            catalog.voices()
                    .forEach(voice -> voices.addObject().put("id", voice.id()).put("name", voice.name()));
        }
        Json.reply(context, 200, body);
    }

    private static List<CredentialView> rows(Tenant tenant) {
        return tenant.credentials().list().stream()
                .filter(row -> row.provider().equals(PROVIDER))
                .toList();
    }
}
