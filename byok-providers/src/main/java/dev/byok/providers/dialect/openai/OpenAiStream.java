package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.FinishReason;
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

    private final OpenAiQuirks quirks;
    private final OpenAiToolCalls toolCalls = new OpenAiToolCalls();
    private final ErrorText errorText;
    private boolean started;
    private boolean refused;
    private boolean finished;

    OpenAiStream(OpenAiQuirks quirks) {
        this.quirks = quirks;
        this.errorText = new ErrorText(quirks.errorText());
    }

    @Override
    public boolean accept(String event, byte[] data, Consumer<? super ChatEvent> out) {
        if (Arrays.equals(data, DONE)) {
            text(errorText.rest(), out);
            return true;
        }
        JsonNode chunk = Json.read(data);
        if (event.equals("error")) {
            throw new ErrorInReply(chunk);
        }
        ErrorInReply.requireNone(chunk, quirks.errorInReply());
        if (!started && !isPrelude(chunk)) {
            started = true;
            out.accept(new ChatEvent.Started(Json.textOrNull(chunk, "id"), Json.textOrNull(chunk, "model")));
        }
        JsonNode choice = chunk.path("choices").path(0);
        delta(choice.path("delta"), out);
        // OpenRouter says it twice
        if (choice.hasNonNull("finish_reason") && !finished) {
            finished = true;
            text(errorText.rest(), out);
            out.accept(
                    new ChatEvent.Finished(refused ? FinishReason.CONTENT_FILTER : OpenAiReply.finishReason(choice)));
        }
        // some vendors report usage in the last chunk with choices, some in one more without
        Usage usage = OpenAiReply.usage(chunk, quirks);
        if (usage.known()) {
            out.accept(new ChatEvent.UsageReported(usage));
        }
        return false;
    }

    @Override
    public boolean mayEndHere() {
        return quirks.endsWithoutMarker() && finished;
    }

    // Azure tells first what its filter made of the prompt, in a chunk of no answer: without id, model and choices
    private static boolean isPrelude(JsonNode chunk) {
        String id = Json.textOrNull(chunk, "id");
        return id != null && id.isEmpty() && chunk.path("choices").isEmpty();
    }

    private void delta(JsonNode delta, Consumer<? super ChatEvent> out) {
        String reasoning = OpenAiReply.reasoning(delta);
        if (!reasoning.isEmpty()) {
            out.accept(new ChatEvent.Reasoning(reasoning));
        }
        text(errorText.next(OpenAiReply.text(delta.get("content"))), out);
        String refusal = OpenAiReply.refusal(delta);
        if (!refusal.isEmpty()) {
            refused = true;
            out.accept(new ChatEvent.Text(refusal));
        }
        int position = 0;
        if (!delta.path("tool_calls").isEmpty()) {
            text(errorText.rest(), out);
        }
        for (JsonNode piece : delta.path("tool_calls")) {
            out.accept(toolCalls.read(piece, position++));
        }
    }

    private static void text(String text, Consumer<? super ChatEvent> out) {
        if (!text.isEmpty()) {
            out.accept(new ChatEvent.Text(text));
        }
    }
}
