package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.chat.Usage;
import dev.byok.event.UsageEvent;
import dev.byok.examples.gateway.http.Json;
import dev.byok.routing.Attempt;
import dev.byok.routing.Consumption;
import java.time.Instant;
import java.util.Locale;

/** An attempt in JSON. No text of a conversation is in it, and no key. */
final class UsageJson {

    private UsageJson() {}

    static ObjectNode of(UsageEvent event, Instant at) {
        Attempt attempt = event.attempt();
        ObjectNode json = Json.object();
        json.put("at", at.toString());
        json.put("started_at", attempt.startedAt().toString());
        json.put("tenant", event.tenant());
        json.put("capability", event.capability());
        json.put("attempt", event.number());
        json.put("provider", attempt.provider());
        json.put("model", attempt.model());
        json.put("credential", attempt.credentialId());
        json.put("source", attempt.source().name().toLowerCase(Locale.ROOT));
        json.put("outcome", attempt.failure().map(code -> code.id()).orElse("served"));
        json.put("message", attempt.message());
        json.put("sent", attempt.sent());
        if (attempt.vendorStatus() != 0) {
            json.put("upstream_status", attempt.vendorStatus());
        }
        consumed(json, attempt.consumption());
        attempt.cost().dollars().ifPresent(dollars -> json.put("cost_usd", dollars.toPlainString()));
        json.put("cost_basis", attempt.cost().basis().name().toLowerCase(Locale.ROOT));
        if (attempt.firstContent() != null) {
            json.put("first_content_ms", attempt.firstContent().toMillis());
        }
        json.put("duration_ms", attempt.duration().toMillis());
        return json;
    }

    private static void consumed(ObjectNode json, Consumption consumption) {
        Usage usage = consumption.tokens();
        if (usage.known()) {
            json.put("input_tokens", usage.inputTokens());
            json.put("cached_input_tokens", usage.cachedInputTokens());
            json.put("cache_write_tokens", usage.cacheWriteTokens());
            json.put("output_tokens", usage.outputTokens());
            json.put("reasoning_tokens", usage.reasoningTokens());
        }
        json.put("characters", consumption.characters());
        json.put("audio_seconds", consumption.audio().toMillis() / 1000.0);
        json.put("bytes_sent", consumption.bytesSent());
        json.put("bytes_received", consumption.bytesReceived());
        json.put("estimated", consumption.estimated());
    }
}
