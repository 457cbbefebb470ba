package dev.byok.providers.engine;

import dev.byok.transcription.TranscriptionEvent;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the events of one session, one at a time. They come from the socket's thread, but for the end of an utterance whose
 * text does not come: a clock knows of that, and since it serves all sessions and must not wait for a consumer, another
 * thread tells it.
 *
 * <p>A consumer that throws loses its session, and nothing else: what it threw goes where uncaught exceptions go.
 */
final class EventTeller {

    private final EventOrder order;
    private final Duration patience;
    private final ScheduledExecutorService clock;
    private final Executor threads;
    private volatile Runnable giveUpOnConsumer = () -> {};
    private @Nullable Future<?> waiting;
    private int waits;
    private boolean closed;

    /**
     * Makes one.
     *
     * @param order makes one order of what vendors tell in many
     * @param patience how long the end of an utterance waits for its text
     * @param clock what it runs must not block
     * @param threads what they run may block
     */
    EventTeller(EventOrder order, Duration patience, ScheduledExecutorService clock, Executor threads) {
        this.order = order;
        this.patience = patience;
        this.clock = clock;
        this.threads = threads;
    }

    /** Says how the session of a consumer that throws is ended. */
    void whenConsumerThrows(Runnable action) {
        giveUpOnConsumer = action;
    }

    synchronized void accept(TranscriptionEvent event) {
        tell(() -> order.accept(event));
        watch();
    }

    /** Nothing more comes. */
    synchronized void close(boolean clean, OptionalInt code) {
        closed = true;
        watch();
        tell(() -> order.close(clean, code));
    }

    private void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            giveUpOnConsumer.run();
        }
    }

    // as long as anything comes the text may come too
    private void watch() {
        if (waiting != null) {
            waiting.cancel(false);
            waiting = null;
        }
        waits++;
        if (order.isEndHeldBack() && !closed) {
            int which = waits;
            waiting = clock.schedule(
                    () -> threads.execute(() -> giveUp(which)), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void giveUp(int which) {
        if (which == waits) {
            tell(order::endWithoutText);
            watch();
        }
    }
}
