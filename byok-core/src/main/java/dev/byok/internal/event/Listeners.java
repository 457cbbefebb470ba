package dev.byok.internal.event;

import dev.byok.event.ByokEvent;
import dev.byok.event.ByokListener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to the application's listeners. What a listener throws changes nothing for the call.
 *
 * @param listeners in the order they were registered
 */
public record Listeners(List<ByokListener> listeners) implements Consumer<ByokEvent> {

    private static final Logger LOG = LoggerFactory.getLogger("dev.byok.events");

    @Override
    public void accept(ByokEvent event) {
        for (ByokListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                // its message may hold anything the listener knows, so the log gets its type only
                LOG.warn("A listener failed with {}", e.getClass().getName());
            }
        }
    }
}
