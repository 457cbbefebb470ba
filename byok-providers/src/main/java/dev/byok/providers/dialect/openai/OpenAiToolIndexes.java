package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which call of an answer a streamed piece belongs to. The piece's own index says so, but Ollama gives every call index
 * 0 and older servers give none: then an id together with a name begins a new call. An id alone does not, because some
 * servers make up a new one for every piece.
 *
 * @see <a href="https://github.com/ollama/ollama/issues/15457">ollama#15457</a>
 */
final class OpenAiToolIndexes {

    private record Call(int index, @Nullable String id) {}

    private final Map<Integer, Call> callBySlot = new HashMap<>();
    private int calls;

    int of(@Nullable JsonNode told, int position, @Nullable String id, @Nullable String name) {
        int slot = told != null && told.isInt() ? told.intValue() : position;
        Call call = callBySlot.get(slot);
        if (call == null || (id != null && name != null && !id.equals(call.id()))) {
            call = new Call(calls++, id);
            callBySlot.put(slot, call);
        }
        return call.index();
    }
}
