package dev.byok.providers.dialect.converse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.StreamedToolCalls;
import java.util.function.Consumer;

/**
 * Reads one streamed answer: {@code messageStart}, content blocks that start, grow and stop, {@code messageStop}, and after
 * it {@code metadata} with the usage. The start of a block is only sent for tools.
 */
final class ConverseStream implements ChatStreamReader {

    private final StreamedToolCalls toolCalls = new StreamedToolCalls();
    private boolean stopped;

    @Override
    public boolean accept(String event, byte[] data, Consumer<? super ChatEvent> out) {
        switch (event) {
            case "messageStart" -> {
                Json.read(data);
                out.accept(new ChatEvent.Started(null, null));
            }
            case "contentBlockStart" -> blockStart(Json.read(data), out);
            case "contentBlockDelta" -> blockDelta(Json.read(data), out);
            case "contentBlockStop" -> toolCalls.end(block(Json.read(data)), "", out);
            case "messageStop" -> {
                stopped = true;
                out.accept(new ChatEvent.Finished(ConverseReply.finishReason(
                        Json.text(Json.read(data), "stopReason").orElse(""))));
            }
            case "metadata" -> {
                usage(Json.read(data).path("usage"), out);
                return stopped;
            }
            case "exception" -> ErrorInReply.requireNone(Json.read(data));
            // whatever is added later
            default -> {}
        }
        return false;
    }

    @Override
    public boolean mayEndHere() {
        return stopped;
    }

    private static int block(JsonNode event) {
        return event.path("contentBlockIndex").asInt();
    }

    private void blockStart(JsonNode event, Consumer<? super ChatEvent> out) {
        JsonNode use = event.path("start").path("toolUse");
        if (use.isObject()) {
            toolCalls.begin(block(event), Json.textOrNull(use, "toolUseId"), Json.textOrNull(use, "name"), "", out);
        }
    }

    private void blockDelta(JsonNode event, Consumer<? super ChatEvent> out) {
        JsonNode delta = event.path("delta");
        String text = Json.text(delta, "text").orElse("");
        if (!text.isEmpty()) {
            out.accept(new ChatEvent.Text(text));
        }
        String reasoning = ConverseReply.reasoning(delta.path("reasoningContent"));
        if (!reasoning.isEmpty()) {
            out.accept(new ChatEvent.Reasoning(reasoning));
        }
        toolCalls.add(block(event), Json.text(delta.path("toolUse"), "input").orElse(""), out);
    }

    private static void usage(JsonNode told, Consumer<? super ChatEvent> out) {
        Usage usage = ConverseReply.usage(told);
        if (usage.known()) {
            out.accept(new ChatEvent.UsageReported(usage));
        }
    }
}
