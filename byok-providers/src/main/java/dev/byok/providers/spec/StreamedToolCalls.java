package dev.byok.providers.spec;

import dev.byok.chat.ChatEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one streamed answer, for formats that say when a call begins and ends: numbers them, and gives those
 * without arguments an empty object, as whole answers have it. Used by one thread at a time.
 */
public final class StreamedToolCalls {

    /** A call in the making: its place among the calls, and whether any of its arguments have come. */
    private record Call(int index, boolean hasArguments) {}

    private final Map<Integer, Call> callByPlace = new HashMap<>();
    private int calls;

    /** Makes one that has seen nothing. */
    public StreamedToolCalls() {}

    /** {@return whether a call has begun} */
    public boolean any() {
        return calls > 0;
    }

    /**
     * Begins a call.
     *
     * @param place what the vendor tells its pieces by
     * @param id the call's id; null when it is not told
     * @param name the tool's name; null when it is not told
     * @param arguments those that came already; empty for none
     * @param out gets the event
     */
    public void begin(
            int place, @Nullable String id, @Nullable String name, String arguments, Consumer<? super ChatEvent> out) {
        Call call = new Call(calls++, !arguments.isEmpty());
        callByPlace.put(place, call);
        out.accept(new ChatEvent.ToolCallDelta(call.index(), id, name, arguments));
    }

    /**
     * Adds to a call's arguments; what belongs to no call is the vendor's own tools at work.
     *
     * @param place what the vendor tells its pieces by
     * @param arguments more of the text; may be empty
     * @param out gets the event
     */
    public void add(int place, String arguments, Consumer<? super ChatEvent> out) {
        Call call = callByPlace.get(place);
        if (call != null && !arguments.isEmpty()) {
            callByPlace.put(place, new Call(call.index(), true));
            out.accept(new ChatEvent.ToolCallDelta(call.index(), null, null, arguments));
        }
    }

    /**
     * Ends a call.
     *
     * @param place what the vendor tells its pieces by
     * @param whole all its arguments, where the vendor repeats them; they count when none came before
     * @param out gets the event, if it takes one
     * @return whether there was such a call
     */
    public boolean end(int place, String whole, Consumer<? super ChatEvent> out) {
        Call call = callByPlace.remove(place);
        if (call != null && !call.hasArguments()) {
            out.accept(new ChatEvent.ToolCallDelta(call.index(), null, null, whole.isEmpty() ? "{}" : whole));
        }
        return call != null;
    }
}
