package dev.byok.spi;

import dev.byok.chat.ChatEvent;
import org.jspecify.annotations.Nullable;

/** A streamed answer, read by one thread at a time. */
public interface ChatEvents extends AutoCloseable {

    /**
     * Waits for the next event.
     *
     * @return the event, or null after the vendor's end marker
     * @throws dev.byok.ByokException when the stream fails; an end without the vendor's end marker is
     *     {@code INCOMPLETE}
     */
    @Nullable
    ChatEvent next();

    /** Ends the call at the vendor if it still runs. May be called by any thread. */
    @Override
    void close();
}
