package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads one streamed answer: chunks of {@code choices[0].delta}, then usage, then {@code [DONE]}. */
final class OpenAiStream implements ChatStreamReader {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final boolean endsWithoutMarker;
    private boolean started;
    private boolean finished;

    OpenAiStream(boolean endsWithoutMarker) {
        this.endsWithoutMarker = endsWithoutMarker;
    }

    @Override
    public boolean accept(String event, byte[] data, Consumer<? super ChatEvent> out) {
        if (Arrays.equals(data, DONE)) {
            return true;
        }
        JsonNode chunk = Json.read(data);
        if (event.equals("error")) {
            throw new ErrorInReply(chunk);
        }
        OpenAiReply.requireNoError(chunk);
        if (!started) {
            started = true;
            out.accept(new ChatEvent.Started(Json.textOrNull(chunk, "id"), Json.textOrNull(chunk, "model")));
        }
        JsonNode choice = chunk.path("choices").path(0);
        delta(choice.path("delta"), out);
        if (choice.hasNonNull("finish_reason")) {
            finished = true;
            out.accept(new ChatEvent.Finished(OpenAiReply.finishReason(choice)));
        }
        // some vendors report usage in the last chunk with choices, some in one more without
        Usage usage = OpenAiReply.usage(chunk);
        if (usage.known()) {
            out.accept(new ChatEvent.UsageReported(usage));
        }
        return false;
    }

    @Override
    public boolean mayEndHere() {
        return endsWithoutMarker && finished;
    }

    private static void delta(JsonNode delta, Consumer<? super ChatEvent> out) {
        String reasoning = OpenAiReply.reasoning(delta);
        if (!reasoning.isEmpty()) {
            out.accept(new ChatEvent.Reasoning(reasoning));
        }
        String text = OpenAiReply.text(delta.get("content"));
        if (!text.isEmpty()) {
            out.accept(new ChatEvent.Text(text));
        }
        int position = 0;
        for (JsonNode call : delta.path("tool_calls")) {
            JsonNode function = call.path("function");
            JsonNode index = call.get("index");
            out.accept(new ChatEvent.ToolCallDelta(
                    index != null && index.isInt() ? index.intValue() : position,
                    Json.textOrNull(call, "id"),
                    Json.textOrNull(function, "name"),
                    Json.text(function, "arguments").orElse("")));
            position++;
        }
    }
}
