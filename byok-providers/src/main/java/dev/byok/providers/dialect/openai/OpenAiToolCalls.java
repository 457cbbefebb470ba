package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatEvent.ToolCallDelta;
import dev.byok.providers.spec.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the streamed pieces of tool calls to the calls they belong to. A piece's index says so, but some servers give
 * every call index 0 and some give none: then another id together with a name begins a new call. Another id alone does
 * not, because some servers change a call's id on the way; the first one counts.
 *
 * @see <a href="https://github.com/ollama/ollama/issues/15457">one index for all calls</a>
 * @see <a href="https://github.com/poolsideai/pool/issues/9">two ids for one call</a>
 */
final class OpenAiToolCalls {

    private static final class Call {

        private final int index;
        private @Nullable String id;
        private boolean named;

        private Call(int index) {
            this.index = index;
        }
    }

    private final Map<Integer, Call> callBySlot = new HashMap<>();
    private int calls;

    ToolCallDelta read(JsonNode piece, int position) {
        JsonNode function = piece.path("function");
        String id = textOrNull(piece, "id");
        String name = textOrNull(function, "name");
        Call call = call(piece.get("index"), position, id, name);
        String newId = call.id == null ? id : null;
        String newName = call.named ? null : name;
        if (newId != null) {
            call.id = newId;
        }
        call.named |= newName != null;
        return new ToolCallDelta(
                call.index, newId, newName, Json.text(function, "arguments").orElse(""));
    }

    private Call call(@Nullable JsonNode index, int position, @Nullable String id, @Nullable String name) {
        int slot = index != null && index.isInt() ? index.intValue() : position;
        Call call = callBySlot.get(slot);
        if (call == null || (call.named && name != null && id != null && !id.equals(call.id))) {
            call = new Call(calls++);
            callBySlot.put(slot, call);
        }
        return call;
    }

    private static @Nullable String textOrNull(JsonNode node, String name) {
        String text = Json.textOrNull(node, name);
        return text == null || text.isEmpty() ? null : text;
    }
}
