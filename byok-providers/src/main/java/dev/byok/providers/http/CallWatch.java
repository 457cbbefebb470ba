package dev.byok.providers.http;

import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call when something takes too long. One thread of Okio watches over all calls; setting its alarm for every
 * event of a stream would wake it each time. So an alarm stays set when the watch stops, and one that rings too early is
 * set again for what is left.
 */
final class CallWatch implements AutoCloseable {

    private final Call call;
    private volatile boolean fired;
    private boolean running;
    private long deadline;
    private @Nullable Alarm alarm;

    CallWatch(Call call) {
        this.call = call;
    }

    /** Starts to count, anew when it was counting; with nothing or less it does not count. */
    synchronized void start(long nanos) {
        running = nanos > 0;
        deadline = System.nanoTime() + nanos;
        if (running && (alarm == null || alarm.at - deadline > 0)) {
            set(nanos);
        }
    }

    synchronized void stop() {
        running = false;
    }

    boolean fired() {
        return fired;
    }

    /** Stops for good. */
    @Override
    public synchronized void close() {
        running = false;
        if (alarm != null) {
            alarm.exit();
            alarm = null;
        }
    }

    private void set(long nanos) {
        if (alarm != null) {
            alarm.exit();
        }
        alarm = new Alarm(deadline);
        alarm.timeout(nanos, TimeUnit.NANOSECONDS);
        alarm.enter();
    }

    private void ring(Alarm rung) {
        synchronized (this) {
            if (alarm != rung) {
                return;
            }
            alarm = null;
            if (!running) {
                return;
            }
            long left = deadline - System.nanoTime();
            if (left > 0) {
                set(left);
                return;
            }
            fired = true;
        }
        call.cancel();
    }

    private final class Alarm extends AsyncTimeout {

        private final long at;

        Alarm(long at) {
            this.at = at;
        }

        @Override
        protected void timedOut() {
            ring(this);
        }
    }
}
