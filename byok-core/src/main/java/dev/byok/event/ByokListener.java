package dev.byok.event;

/**
 * Is told of events. It runs on the thread that made the event, after the call's outcome is certain, so it should be
 * quick; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface ByokListener {

    /**
     * Takes an event.
     *
     * @param event what happened
     */
    void onEvent(ByokEvent event);
}
