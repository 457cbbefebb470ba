package dev.byok.providers.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.StreamedToolCalls;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads one streamed answer: {@code response.created}, output items that are added, grow and are done, and one of four
 * ends. The type is read from the data, because not every vendor names its events. An item that is done is told whole
 * again; that counts where its pieces did not come.
 */
final class ResponsesStream implements ChatStreamReader {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private static final String ENDS = "response.";

    private final StreamedToolCalls toolCalls = new StreamedToolCalls();
    private final Set<Integer> itemsBegun = new HashSet<>();
    private boolean started;
    private boolean hasText;
    private boolean refused;

    @Override
    public boolean accept(String event, byte[] data, Consumer<? super ChatEvent> out) {
        // some proxies add it
        if (Arrays.equals(data, DONE)) {
            return true;
        }
        JsonNode json = Json.read(data);
        String type = ResponsesReply.type(json);
        requireNoError(type, json);
        int item = json.path("output_index").asInt();
        switch (type) {
            case "response.created", "response.in_progress" -> start(json.path("response"), out);
            case "response.output_text.delta" -> text(item, delta(json), out);
            case "response.refusal.delta" -> {
                refused = true;
                text(item, delta(json), out);
            }
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> reasoning(json, out);
            case "response.function_call_arguments.delta" -> toolCalls.add(item, delta(json), out);
            case "response.output_item.added" -> added(item, json.path("item"), out);
            case "response.output_item.done" -> done(item, json.path("item"), out);
            case "response.completed", "response.incomplete" -> {
                end(json.path("response"), type, out);
                return true;
            }
            // what the vendor's own tools do, and whatever is added later
            default -> {}
        }
        return false;
    }

    // OpenAI tells the error of a failed run inside the response, others beside it
    private static void requireNoError(String type, JsonNode json) {
        ErrorInReply.requireNone(json);
        JsonNode response = json.path("response");
        ResponsesReply.requireNoError(response);
        switch (type) {
            case "error", "response.failed", "response.cancelled" -> throw new ErrorInReply(json);
            default -> {}
        }
    }

    private void start(JsonNode response, Consumer<? super ChatEvent> out) {
        if (!started) {
            started = true;
            out.accept(new ChatEvent.Started(Json.textOrNull(response, "id"), Json.textOrNull(response, "model")));
        }
    }

    private static String delta(JsonNode json) {
        return Json.text(json, "delta").orElse("");
    }

    private void text(int item, String text, Consumer<? super ChatEvent> out) {
        if (!text.isEmpty()) {
            itemsBegun.add(item);
            hasText = true;
            out.accept(new ChatEvent.Text(text));
        }
    }

    private static void reasoning(JsonNode json, Consumer<? super ChatEvent> out) {
        String text = delta(json);
        if (!text.isEmpty()) {
            out.accept(new ChatEvent.Reasoning(text));
        }
    }

    private void added(int place, JsonNode item, Consumer<? super ChatEvent> out) {
        if (ResponsesReply.type(item).equals("function_call")) {
            itemsBegun.add(place);
            toolCalls.begin(
                    place, Json.textOrNull(item, "call_id"), Json.textOrNull(item, "name"), arguments(item), out);
        }
    }

    private void done(int place, JsonNode item, Consumer<? super ChatEvent> out) {
        switch (ResponsesReply.type(item)) {
            case "message" -> missedText(place, item, out);
            case "function_call" -> {
                if (!itemsBegun.contains(place)) {
                    added(place, item, out);
                }
                toolCalls.end(place, arguments(item), out);
            }
            default -> {}
        }
    }

    private void missedText(int place, JsonNode message, Consumer<? super ChatEvent> out) {
        if (!itemsBegun.contains(place)) {
            refused |= ResponsesReply.isRefusal(message);
            text(place, ResponsesReply.text(message), out);
        }
    }

    private void end(JsonNode response, String type, Consumer<? super ChatEvent> out) {
        start(response, out);
        if (!hasText) {
            int place = 0;
            for (JsonNode item : response.path("output")) {
                if (ResponsesReply.type(item).equals("message")) {
                    // places differ between stream and end with some vendors, and there was no text at any
                    missedText(--place, item, out);
                }
            }
        }
        out.accept(new ChatEvent.Finished(
                ResponsesReply.finishReason(type.substring(ENDS.length()), response, toolCalls.any(), refused)));
        Usage usage = ResponsesReply.usage(response.path("usage"));
        if (usage.known()) {
            out.accept(new ChatEvent.UsageReported(usage));
        }
    }

    private static String arguments(JsonNode item) {
        return Json.text(item, "arguments").orElse("");
    }
}
