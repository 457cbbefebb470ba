package dev.byok.providers.spec;

import dev.byok.chat.ChatEvent;
import java.util.function.Consumer;

/** Reads the events of one streamed answer. A small state machine, used by one thread at a time. */
public interface ChatStreamReader {

    /**
     * Takes one event.
     *
     * @param event its name; empty when it has none. Of AWS's event streams {@code exception} is one that failed, with an
     *     {@code error} in its data
     * @param data its data
     * @param out gets what it means, in order; nothing when it means nothing
     * @return whether this was the vendor's end marker
     * @throws MalformedReply when it does not follow the format
     * @throws ErrorInReply when it is an error
     */
    boolean accept(String event, byte[] data, Consumer<? super ChatEvent> out);

    /**
     * {@return whether the stream may end here without the end marker; only for servers that are known to leave it
     * away, and only after they said why the answer ended}
     */
    default boolean mayEndHere() {
        return false;
    }
}
