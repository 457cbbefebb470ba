package dev.byok.providers.http;

import java.util.concurrent.atomic.AtomicBoolean;

/** A place among the live sessions that may be open at once. It is given back exactly once, by whoever has it last. */
public final class LiveSlot implements AutoCloseable {

    private final AtomicBoolean taken = new AtomicBoolean(true);
    private final Runnable giveBack;
    private boolean moved;

    LiveSlot(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    /** Leaves it to a socket: what is returned gives it back from now on, and closing it here does nothing. */
    Runnable move() {
        moved = true;
        return this::free;
    }

    /** Gives it back, unless it is a socket's by now. */
    @Override
    public void close() {
        if (!moved) {
            free();
        }
    }

    private void free() {
        if (taken.compareAndSet(true, false)) {
            giveBack.run();
        }
    }
}
