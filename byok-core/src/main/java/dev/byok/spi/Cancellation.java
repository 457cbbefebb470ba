package dev.byok.spi;

import java.util.ArrayList;
import java.util.List;

/** Lets one thread end a call that another thread makes. Thread-safe; cancelling is for ever. */
public final class Cancellation {

    private final List<Runnable> actions = new ArrayList<>(1);
    private boolean cancelled;

    /** Makes one that is not cancelled. */
    public Cancellation() {}

    /** Ends the call. What is registered runs on this thread, once. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (actions) {
            cancelled = true;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(Runnable::run);
    }

    /** {@return whether the call was ended} */
    public boolean isCancelled() {
        synchronized (actions) {
            return cancelled;
        }
    }

    /**
     * Registers what ends the call's present step; it runs at once when the call was ended already.
     *
     * @param action must be quick and must not throw
     * @return takes the registration back
     */
    public Runnable onCancel(Runnable action) {
        boolean now;
        synchronized (actions) {
            now = cancelled;
            if (!now) {
                actions.add(action);
            }
        }
        if (now) {
            action.run();
        }
        return () -> {
            synchronized (actions) {
                actions.remove(action);
            }
        };
    }
}
