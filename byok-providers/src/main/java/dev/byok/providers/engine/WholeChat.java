package dev.byok.providers.engine;

import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ToolCall;
import dev.byok.spi.ChatEvents;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** An answer that came whole, handed out as events. */
final class WholeChat implements ChatEvents {

    private final Queue<ChatEvent> events = new ArrayDeque<>();

    WholeChat(ChatCompletion completion) {
        events.add(new ChatEvent.Started(completion.id(), completion.model()));
        if (!completion.reasoning().isEmpty()) {
            events.add(new ChatEvent.Reasoning(completion.reasoning()));
        }
        if (!completion.text().isEmpty()) {
            events.add(new ChatEvent.Text(completion.text()));
        }
        int index = 0;
        for (ToolCall call : completion.toolCalls()) {
            events.add(new ChatEvent.ToolCallDelta(index++, call.id(), call.name(), call.argumentsJson()));
        }
        events.add(new ChatEvent.Finished(completion.finishReason()));
        events.add(new ChatEvent.UsageReported(completion.usage()));
    }

    @Override
    public @Nullable ChatEvent next() {
        return events.poll();
    }

    @Override
    public void close() {}
}
