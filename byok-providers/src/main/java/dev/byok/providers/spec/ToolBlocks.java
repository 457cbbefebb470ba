package dev.byok.providers.spec;

import dev.byok.chat.ChatEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tool calls of one streamed answer that comes in numbered blocks, of which only some are tool calls. */
public final class ToolBlocks {

    /** A tool call in the making: its place among the calls, and whether any of its input has come. */
    private record Call(int index, boolean hasInput) {}

    private final Map<Integer, Call> callByBlock = new HashMap<>();

    /**
     * Takes the start of a tool call.
     *
     * @param block the block's number
     * @param id the call's id; null when it is missing
     * @param name the tool's name; null when it is missing
     * @param out gets what it means
     */
    public void start(int block, @Nullable String id, @Nullable String name, Consumer<? super ChatEvent> out) {
        Call call = new Call(callByBlock.size(), false);
        callByBlock.put(block, call);
        out.accept(new ChatEvent.ToolCallDelta(call.index(), id, name, ""));
    }

    /**
     * Takes a piece of a block's input; that of a block that is no tool call is left out, because a tool that the vendor
     * runs itself gets its input the same way.
     *
     * @param block the block's number
     * @param json the piece
     * @param out gets what it means
     */
    public void input(int block, String json, Consumer<? super ChatEvent> out) {
        Call call = callByBlock.get(block);
        if (call == null || json.isEmpty()) {
            return;
        }
        callByBlock.put(block, new Call(call.index(), true));
        out.accept(new ChatEvent.ToolCallDelta(call.index(), null, null, json));
    }

    /**
     * Takes the end of a block. A tool without parameters gets no input at all, where a whole answer says {@code {}}.
     *
     * @param block the block's number
     * @param out gets what it means
     */
    public void stop(int block, Consumer<? super ChatEvent> out) {
        Call call = callByBlock.get(block);
        if (call != null && !call.hasInput()) {
            out.accept(new ChatEvent.ToolCallDelta(call.index(), null, null, "{}"));
        }
    }
}
