package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.providers.EndpointPolicy;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Agents with endpoints of the customer's own: {@code /v1/agents}. */
public final class AgentRoutes {

    private static final int LONGEST_URL = 2048;

    private final AgentStore agents;
    private final EndpointPolicy policy;

    /**
     * Makes them.
     *
     * @param agents where they are kept
     * @param policy which endpoints are allowed
     */
    public AgentRoutes(AgentStore agents, EndpointPolicy policy) {
        this.agents = agents;
        this.policy = policy;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.put("/v1/agents/{id}", this::put)
                .get(
                        "/v1/agents/{id}",
                        (context, tenant) -> reply(context, agents.require(tenant.id(), context.pathParam("id"))))
                .delete("/v1/agents/{id}", (context, tenant) -> {
                    agents.delete(tenant.id(), context.pathParam("id"));
                    Json.reply(context, 200, Json.object().put("success", true));
                });
    }

    private void put(Context context, Tenant tenant) {
        JsonNode body = Json.body(context);
        AgentStore.Agent agent = new AgentStore.Agent(
                url(body, "custom_llm_url", "https://", "http://"),
                url(body, "custom_voice_url", "https://", "http://"),
                url(body, "custom_transcriber_url", "wss://", "ws://"));
        agents.save(tenant.id(), context.pathParam("id"), agent);
        reply(context, agent);
    }

    /** A wrong scheme is refused here, when it is saved, and not when somebody calls. */
    private @Nullable String url(JsonNode body, String name, String secure, String listed) {
        String url = Json.text(body, name).map(String::strip).orElse("");
        if (url.isEmpty()) {
            return null;
        }
        if (!url.startsWith(secure) && !(url.startsWith(listed) && policy.isListed(url))) {
            throw ByokException.of(ErrorCode.ENDPOINT_NOT_ALLOWED, "'" + name + "' must start with " + secure)
                    .build();
        }
        if (url.length() > LONGEST_URL) {
            throw ByokException.of(
                            ErrorCode.ENDPOINT_NOT_ALLOWED,
                            "'" + name + "' is longer than " + LONGEST_URL + " characters")
                    .build();
        }
        return policy.checkCallUrl(url);
    }

    private static void reply(Context context, AgentStore.Agent agent) {
        ObjectNode body = Json.object();
        body.putObject("data")
                .put("id", context.pathParam("id"))
                .put("custom_llm_url", agent.llm())
                .put("custom_voice_url", agent.voice())
                .put("custom_transcriber_url", agent.transcriber());
        Json.reply(context, 200, body);
    }
}
