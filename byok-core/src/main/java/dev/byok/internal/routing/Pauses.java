package dev.byok.internal.routing;

import dev.byok.spi.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits. Tests give the loop one that does not. */
@FunctionalInterface
interface Pauses {

    /** Waits on the calling thread; a cancelled or interrupted call ends it, and finds out at its next step. */
    void await(Duration pause, Cancellation cancellation);

    /** {@return real waiting} */
    static Pauses real() {
        return (pause, cancellation) -> {
            if (pause.isZero()) {
                return;
            }
            CountDownLatch cancelled = new CountDownLatch(1);
            Runnable registration = cancellation.onCancel(cancelled::countDown);
            try {
                // nobody counts down but a cancellation, and whether it did is asked by whoever goes on
                boolean early = cancelled.await(pause.toNanos(), TimeUnit.NANOSECONDS);
                assert !early || cancellation.isCancelled();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                registration.run();
            }
        };
    }
}
