package dev.byok.providers.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.FinishReason;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.Json;
import java.util.function.Consumer;

/** Reads one streamed answer: chunks of the shape of a whole one. Nothing marks its end but the reason for it. */
final class GeminiStream implements ChatStreamReader {

    private final GeminiUsage usage = new GeminiUsage();
    private boolean started;
    private boolean finished;
    private int toolCalls;

    @Override
    public boolean accept(String event, byte[] data, Consumer<? super ChatEvent> out) {
        JsonNode chunk = Json.read(data);
        GeminiReply.requireAnswer(chunk);
        read(chunk, out);
        return false;
    }

    @Override
    public boolean mayEndHere() {
        return finished;
    }

    void read(JsonNode chunk, Consumer<? super ChatEvent> out) {
        if (!started) {
            started = true;
            out.accept(new ChatEvent.Started(
                    Json.textOrNull(chunk, "responseId"), Json.textOrNull(chunk, "modelVersion")));
        }
        JsonNode candidate = chunk.path("candidates").path(0);
        for (JsonNode part : candidate.path("content").path("parts")) {
            part(part, out);
        }
        String reason = Json.textOrNull(candidate, "finishReason");
        if (reason != null && !finished) {
            finished = true;
            out.accept(new ChatEvent.Finished(finishReason(reason)));
        }
        if (usage.add(chunk.path("usageMetadata"))) {
            out.accept(new ChatEvent.UsageReported(usage.total()));
        }
    }

    // parts of other kinds are the vendor's own tools at work
    private void part(JsonNode part, Consumer<? super ChatEvent> out) {
        JsonNode call = part.get("functionCall");
        if (call != null && call.isObject()) {
            out.accept(GeminiReply.toolCall(call, toolCalls++));
            return;
        }
        String text = Json.text(part, "text").orElse("");
        if (text.isEmpty()) {
            return;
        }
        boolean thought = part.path("thought").asBoolean();
        out.accept(thought ? new ChatEvent.Reasoning(text) : new ChatEvent.Text(text));
    }

    // calls of functions end with STOP too
    private FinishReason finishReason(String reason) {
        FinishReason read = GeminiReply.finishReason(reason);
        return read == FinishReason.STOP && toolCalls > 0 ? FinishReason.TOOL_CALLS : read;
    }
}
