package dev.byok.providers.http;

import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okio.AsyncTimeout;

/** Ends a call when something takes too long. One thread of Okio watches over all calls. */
final class CallWatch {

    private final Call call;
    private final AsyncTimeout timeout = new AsyncTimeout() {
        @Override
        protected void timedOut() {
            fired = true;
            call.cancel();
        }
    };
    private volatile boolean fired;
    private boolean running;

    CallWatch(Call call) {
        this.call = call;
    }

    /** Starts to count, anew when it was counting. */
    synchronized void start(long nanos) {
        stop();
        if (nanos > 0) {
            timeout.timeout(nanos, TimeUnit.NANOSECONDS);
            timeout.enter();
            running = true;
        }
    }

    synchronized void stop() {
        if (running) {
            running = false;
            timeout.exit();
        }
    }

    boolean fired() {
        return fired;
    }
}
