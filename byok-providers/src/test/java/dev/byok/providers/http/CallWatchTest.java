package dev.byok.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallWatchTest {

    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGER = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long VERY_LONG = TimeUnit.HOURS.toNanos(1);

    private final Watched watched = new Watched();
    private final CallWatch watch = new CallWatch(watched.call);

    @Test
    void endsTheCallWhenTheTimeIsOver() throws InterruptedException {
        watch.start(SHORT);

        watched.awaitEnd();
        assertThat(watch.fired()).isTrue();
    }

    @Test
    void everyStartCountsAnew() throws InterruptedException {
        watch.start(SHORT);
        watch.stop();
        long again = System.nanoTime();
        watch.start(LONGER);

        watched.awaitEnd();
        assertThat(System.nanoTime() - again).isGreaterThanOrEqualTo(LONGER);
    }

    @Test
    void aShorterTimeThanTheOneBeforeCounts() throws InterruptedException {
        watch.start(VERY_LONG);
        watch.start(SHORT);

        watched.awaitEnd();
        assertThat(watch.fired()).isTrue();
    }

    @Test
    void startsAgainAfterAnAlarmThatRangWhileItWasStopped() throws InterruptedException {
        watch.start(SHORT);
        watch.stop();
        letTimePass();
        assertThat(watched.call.isCanceled()).isFalse();

        watch.start(SHORT);

        watched.awaitEnd();
    }

    @Test
    void leavesTheCallAloneOnceItIsClosed() throws InterruptedException {
        watch.start(SHORT);
        watch.close();
        watch.close();

        letTimePass();

        assertThat(watched.call.isCanceled()).isFalse();
        assertThat(watch.fired()).isFalse();
    }

    @Test
    void noTimeIsNoLimit() throws InterruptedException {
        watch.start(SHORT);
        watch.start(0);

        letTimePass();

        assertThat(watched.call.isCanceled()).isFalse();
    }

    // by then every alarm that was set for a short time has rung
    private static void letTimePass() throws InterruptedException {
        Watched other = new Watched();
        try (CallWatch clock = new CallWatch(other.call)) {
            clock.start(LONGER);
            other.awaitEnd();
        }
    }

    private static final class Watched {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final Call call = new OkHttpClient.Builder()
                .eventListener(new EventListener() {
                    @Override
                    public void canceled(Call cancelled) {
                        ended.countDown();
                    }
                })
                .build()
                .newCall(new Request.Builder().url("http://127.0.0.1:9/").build());

        void awaitEnd() throws InterruptedException {
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
