package dev.byok.providers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A clock that a test moves on; what is due runs on the test's thread. It never starts a thread. */
final class ManualClock extends ScheduledThreadPoolExecutor {

    private final List<Due> waiting = new ArrayList<>();
    private long now;

    ManualClock() {
        super(1);
    }

    /** Lets time pass. */
    synchronized void advance(Duration time) {
        now += time.toNanos();
        while (true) {
            Due next = waiting.stream()
                    .filter(due -> !due.isCancelled() && due.at <= now)
                    .min(Comparator.comparingLong(due -> due.at))
                    .orElse(null);
            if (next == null) {
                return;
            }
            waiting.remove(next);
            next.run();
        }
    }

    /** How many things will happen if nothing else does. */
    synchronized long due() {
        return waiting.stream().filter(due -> !due.isCancelled()).count();
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Due due = new Due(task, now + unit.toNanos(delay));
        waiting.add(due);
        return due;
    }

    // the look at every session each second is no matter of these tests
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
        return new Due(task, Long.MAX_VALUE);
    }

    private static final class Due extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final long at;

        Due(Runnable task, long at) {
            super(task, null);
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }
    }
}
