package dev.byok.examples.gateway.routes;

import dev.byok.ByokException;
import dev.byok.ChatCall;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.chat.OpenAiFormat;
import dev.byok.examples.gateway.http.Bodies;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** Chat completions for clients of OpenAI: {@code /v1/chat/completions}. */
public final class ChatRoutes {

    private final Clock clock;
    private final AgentStore agents;

    /**
     * Makes them.
     *
     * @param clock tells when answers were made
     * @param agents where custom endpoints are kept
     */
    public ChatRoutes(Clock clock, AgentStore agents) {
        this.agents = agents;
        this.clock = clock;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.post("/v1/chat/completions", this::complete);
    }

    private void complete(Context context, Tenant tenant) throws IOException {
        OpenAiFormat.Request asked = OpenAiFormat.readRequest(Bodies.text(context, Bodies.LARGE), "byok");
        ChatCall call = tenant.chat().request(asked.request());
        agents.of(context, tenant)
                .reach(
                        "custom-llm",
                        asked.model().filter(model -> !model.isBlank()),
                        AgentStore.Agent::llmUrl,
                        call::endpoint)
                .ifPresent(call::model);
        ChatOptions.of(asked.own()).applyTo(call);
        if (asked.stream()) {
            try (ChatStream stream = call.stream()) {
                write(context, stream, asked.streamUsage());
            }
        } else {
            ChatResponse answer = call.send();
            Receipts.tell(context, answer.receipt());
            String json = OpenAiFormat.writeCompletion(answer.completion(), clock.instant());
            Json.reply(context, 200, Receipts.withSource(json, answer.receipt()));
        }
    }

    /** Each piece goes out when it comes in; when the client is gone, writing fails, and that ends the vendor's call. */
    private void write(Context context, ChatStream stream, boolean withUsage) throws IOException {
        Receipts.tell(context, stream.receipt());
        context.status(200).contentType("text/event-stream; charset=utf-8");
        context.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
        OutputStream out = context.res().getOutputStream();
        OpenAiFormat.Chunks chunks = OpenAiFormat.chunks(clock.instant());
        try {
            while (stream.hasNext()) {
                event(out, chunks.write(stream.next()));
            }
        } catch (ByokException failure) {
            if (failure.code() != ErrorCode.CANCELLED) {
                // the status is out: clients read an error from the stream, and miss the end mark
                event(out, Optional.of(OpenAiFormat.writeError(failure)));
            }
            return;
        }
        if (withUsage) {
            event(out, chunks.writeUsage().map(usage -> Receipts.withSource(usage, stream.receipt())));
        }
        event(out, Optional.of("[DONE]"));
    }

    private static void event(OutputStream out, Optional<String> data) throws IOException {
        if (data.isPresent()) {
            out.write(("data: " + data.get() + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
