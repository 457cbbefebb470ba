package dev.byok.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds the events of a stream up to the whole answer. Not thread-safe. */
public final class ChatAccumulator {

    private @Nullable String id;
    private @Nullable String model;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final Map<Integer, Call> calls = new TreeMap<>();
    private FinishReason finishReason = FinishReason.OTHER;
    private Usage usage = Usage.UNKNOWN;

    /** Makes one that has seen nothing. */
    public ChatAccumulator() {}

    /**
     * Adds one event.
     *
     * @param event the next event of the stream
     */
    public void add(ChatEvent event) {
        if (event instanceof ChatEvent.Text more) {
            text.append(more.text());
        } else if (event instanceof ChatEvent.Reasoning more) {
            reasoning.append(more.text());
        } else if (event instanceof ChatEvent.ToolCallDelta more) {
            calls.computeIfAbsent(more.index(), index -> new Call()).add(more);
        } else if (event instanceof ChatEvent.Finished finished) {
            finishReason = finished.reason();
        } else if (event instanceof ChatEvent.UsageReported reported) {
            usage = reported.usage();
        } else if (event instanceof ChatEvent.Started started) {
            id = started.id();
            model = started.model();
        }
    }

    /** {@return the tokens reported so far} */
    public Usage usage() {
        return usage;
    }

    /** {@return the answer as far as it has come} */
    public ChatCompletion completion() {
        List<ToolCall> toolCalls = new ArrayList<>(calls.size());
        calls.forEach((index, call) -> toolCalls.add(call.toToolCall(index)));
        return new ChatCompletion(id, model, text.toString(), reasoning.toString(), toolCalls, finishReason, usage);
    }

    private static final class Call {

        private @Nullable String id;
        private @Nullable String name;
        private final StringBuilder arguments = new StringBuilder();

        private void add(ChatEvent.ToolCallDelta delta) {
            if (delta.id() != null) {
                id = delta.id();
            }
            if (delta.name() != null) {
                name = delta.name();
            }
            arguments.append(delta.arguments());
        }

        private ToolCall toToolCall(int index) {
            return new ToolCall(id == null ? "call_" + index : id, name == null ? "" : name, arguments.toString());
        }
    }
}
