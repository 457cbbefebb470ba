package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.Tenant;
import dev.byok.chat.Usage;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.routing.Attempt;
import io.javalin.http.Context;
import java.util.Locale;

/** What was called, with whose key, and how it ended: {@code /v1/usage}. */
public final class UsageRoutes {

    private static final int USUAL = 50;

    private final UsageLog log;

    /**
     * Makes them.
     *
     * @param log what they show
     */
    public UsageRoutes(UsageLog log) {
        this.log = log;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.get("/v1/usage", this::newest);
    }

    private void newest(Context context, Tenant tenant) {
        int limit = context.queryParamAsClass("limit", Integer.class).getOrDefault(USUAL);
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        for (UsageLog.Entry entry : log.newest(tenant.id(), Math.min(Math.max(1, limit), UsageLog.MOST))) {
            write(data.addObject(), entry);
        }
        Json.reply(context, 200, body);
    }

    private static void write(ObjectNode json, UsageLog.Entry entry) {
        Attempt attempt = entry.event().attempt();
        json.put("at", entry.at().toString());
        json.put("capability", entry.event().capability());
        json.put("attempt", entry.event().number());
        json.put("provider", attempt.provider());
        json.put("model", attempt.model());
        json.put("credential", attempt.credentialId());
        json.put("source", attempt.source().name().toLowerCase(Locale.ROOT));
        json.put("outcome", attempt.failure().map(code -> code.id()).orElse("served"));
        json.put("message", attempt.message());
        Usage usage = attempt.usage();
        if (usage.known()) {
            json.put("input_tokens", usage.inputTokens());
            json.put("cached_input_tokens", usage.cachedInputTokens());
            json.put("output_tokens", usage.outputTokens());
        }
        attempt.cost().dollars().ifPresent(dollars -> json.put("cost_usd", dollars.toPlainString()));
        json.put("cost_basis", attempt.cost().basis().name().toLowerCase(Locale.ROOT));
        json.put("characters", attempt.consumption().characters());
        json.put("audio_seconds", attempt.consumption().audio().toMillis() / 1000.0);
        json.put("bytes_sent", attempt.consumption().bytesSent());
        json.put("bytes_received", attempt.consumption().bytesReceived());
        json.put("estimated", attempt.consumption().estimated());
        if (attempt.firstContent() != null) {
            json.put("first_content_ms", attempt.firstContent().toMillis());
        }
        json.put("duration_ms", attempt.duration().toMillis());
    }
}
