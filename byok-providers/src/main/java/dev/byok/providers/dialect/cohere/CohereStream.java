package dev.byok.providers.dialect.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.StreamedToolCalls;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads one streamed answer: {@code message-start}, contents and tool calls that start, grow and end,
 * {@code message-end}, and after it {@code [DONE]}, which is not documented. The type is read from the data, because
 * proxies lose the events' names.
 */
final class CohereStream implements ChatStreamReader {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final StreamedToolCalls toolCalls = new StreamedToolCalls();
    private boolean ended;

    @Override
    public boolean accept(String event, byte[] data, Consumer<? super ChatEvent> out) {
        if (Arrays.equals(data, DONE)) {
            return true;
        }
        JsonNode json = Json.read(data);
        CohereReply.requireNoError(json);
        JsonNode delta = json.path("delta");
        JsonNode message = delta.path("message");
        switch (Json.text(json, "type").orElse("")) {
            case "message-start" -> out.accept(new ChatEvent.Started(Json.textOrNull(json, "id"), null));
            case "content-start", "content-delta" -> content(message.path("content"), out);
            case "tool-plan-delta" -> text(CohereReply.plan(message), out);
            case "tool-call-start" -> begin(index(json), message.path("tool_calls"), out);
            case "tool-call-delta" ->
                toolCalls.add(index(json), arguments(message.path("tool_calls").path("function")), out);
            case "tool-call-end" -> toolCalls.end(index(json), "", out);
            case "message-end" -> end(delta, out);
            // citations, and whatever is added later
            default -> {}
        }
        return false;
    }

    @Override
    public boolean mayEndHere() {
        return ended;
    }

    private static int index(JsonNode event) {
        return event.path("index").asInt();
    }

    private static void content(JsonNode content, Consumer<? super ChatEvent> out) {
        String thought = Json.text(content, "thinking").orElse("");
        if (!thought.isEmpty()) {
            out.accept(new ChatEvent.Reasoning(thought));
        }
        text(Json.text(content, "text").orElse(""), out);
    }

    private static void text(String text, Consumer<? super ChatEvent> out) {
        if (!text.isEmpty()) {
            out.accept(new ChatEvent.Text(text));
        }
    }

    private void begin(int index, JsonNode call, Consumer<? super ChatEvent> out) {
        JsonNode function = call.path("function");
        toolCalls.begin(
                index, Json.textOrNull(call, "id"), Json.textOrNull(function, "name"), arguments(function), out);
    }

    private static String arguments(JsonNode function) {
        return Json.text(function, "arguments").orElse("");
    }

    private void end(JsonNode delta, Consumer<? super ChatEvent> out) {
        CohereReply.requireNoError(delta);
        ended = true;
        out.accept(new ChatEvent.Finished(CohereReply.finishReason(delta)));
        Usage usage = CohereReply.usage(delta.path("usage"));
        if (usage.known()) {
            out.accept(new ChatEvent.UsageReported(usage));
        }
    }
}
