package dev.byok.providers.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.StreamedToolCalls;
import java.util.function.Consumer;

/**
 * Reads one streamed answer: {@code message_start}, content blocks that start, grow and stop, {@code message_delta},
 * {@code message_stop}. The type is read from the data, because proxies lose the events' names.
 */
final class AnthropicStream implements ChatStreamReader {

    private final StreamedToolCalls toolCalls = new StreamedToolCalls();
    private JsonNode firstUsage = MissingNode.getInstance();

    @Override
    public boolean accept(String event, byte[] data, Consumer<? super ChatEvent> out) {
        JsonNode json = Json.read(data);
        ErrorInReply.requireNone(json);
        switch (AnthropicReply.type(json)) {
            case "message_start" -> start(json.path("message"), out);
            case "content_block_start" -> blockStart(block(json), json.path("content_block"), out);
            case "content_block_delta" -> blockDelta(block(json), json.path("delta"), out);
            case "content_block_stop" -> toolCalls.end(block(json), "", out);
            case "message_delta" -> delta(json, out);
            case "message_stop" -> {
                return true;
            }
            // ping, and whatever is added later
            default -> {}
        }
        return false;
    }

    private static int block(JsonNode event) {
        return event.path("index").asInt();
    }

    private void start(JsonNode message, Consumer<? super ChatEvent> out) {
        out.accept(new ChatEvent.Started(Json.textOrNull(message, "id"), Json.textOrNull(message, "model")));
        firstUsage = message.path("usage");
        usage(firstUsage, out);
    }

    private void blockStart(int block, JsonNode content, Consumer<? super ChatEvent> out) {
        switch (AnthropicReply.type(content)) {
            case "text" -> text(Json.text(content, "text").orElse(""), out);
            case "thinking" -> reasoning(Json.text(content, "thinking").orElse(""), out);
            case "tool_use" ->
                toolCalls.begin(block, Json.textOrNull(content, "id"), Json.textOrNull(content, "name"), "", out);
            default -> {}
        }
    }

    private void blockDelta(int block, JsonNode delta, Consumer<? super ChatEvent> out) {
        switch (AnthropicReply.type(delta)) {
            case "text_delta" -> text(Json.text(delta, "text").orElse(""), out);
            case "thinking_delta" -> reasoning(Json.text(delta, "thinking").orElse(""), out);
            case "input_json_delta" ->
                toolCalls.add(block, Json.text(delta, "partial_json").orElse(""), out);
            default -> {}
        }
    }

    private void delta(JsonNode event, Consumer<? super ChatEvent> out) {
        String stopReason = Json.textOrNull(event.path("delta"), "stop_reason");
        if (stopReason != null) {
            out.accept(new ChatEvent.Finished(AnthropicReply.finishReason(stopReason)));
        }
        usage(event.path("usage"), out);
    }

    private void usage(JsonNode latest, Consumer<? super ChatEvent> out) {
        Usage usage = AnthropicReply.usage(firstUsage, latest);
        if (usage.known()) {
            out.accept(new ChatEvent.UsageReported(usage));
        }
    }

    private static void text(String text, Consumer<? super ChatEvent> out) {
        if (!text.isEmpty()) {
            out.accept(new ChatEvent.Text(text));
        }
    }

    private static void reasoning(String text, Consumer<? super ChatEvent> out) {
        if (!text.isEmpty()) {
            out.accept(new ChatEvent.Reasoning(text));
        }
    }
}
