package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.MessageCall;
import dev.byok.Tenant;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.messaging.MessageResponse;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** Messages to people: {@code /v1/messages}. */
public final class MessageRoutes {

    /** Makes them. */
    public MessageRoutes() {}

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.post("/v1/messages", this::send);
    }

    private void send(Context context, Tenant tenant) {
        JsonNode body = Json.body(context);
        MessageCall call = tenant.messages().provider(Json.requireText(body, "provider"));
        Json.text(body, "to").ifPresent(call::to);
        JsonNode template = body.path("template");
        if (template.isObject()) {
            List<String> parameters = new ArrayList<>();
            template.path("parameters").forEach(value -> parameters.add(value.asText()));
            call.template(
                    Json.requireText(template, "name"),
                    Json.text(template, "language").orElse("en_US"),
                    parameters.toArray(String[]::new));
        } else {
            Json.text(body, "text").ifPresent(call::text);
        }
        MessageResponse sent = call.send();
        Receipts.tell(context, sent.receipt());
        ObjectNode answer = Json.object();
        ObjectNode data = answer.putObject("data").put("message_id", sent.messageId());
        sent.recipient().ifPresent(recipient -> data.put("recipient", recipient));
        sent.movedTo().ifPresent(id -> data.put("moved_to", id));
        Json.reply(context, 200, answer);
    }
}
