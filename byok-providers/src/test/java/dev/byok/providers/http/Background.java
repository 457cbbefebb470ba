package dev.byok.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Something that blocks, on a thread of its own. */
final class Background {

    private final Thread thread;
    private volatile @Nullable Throwable thrown;
    private volatile boolean interrupted;

    private Background(ThrowingCallable task) {
        thread = new Thread(
                () -> {
                    try {
                        task.call();
                    } catch (Throwable e) {
                        thrown = e;
                    }
                    interrupted = Thread.currentThread().isInterrupted();
                },
                "background");
        thread.setDaemon(true);
        thread.start();
    }

    static Background run(ThrowingCallable task) {
        return new Background(task);
    }

    void interrupt() {
        thread.interrupt();
    }

    /** What it failed with. */
    ByokException failure() throws InterruptedException {
        await();
        return TestVendors.failure(() -> {
            if (thrown != null) {
                throw thrown;
            }
        });
    }

    /** Whether its thread was left interrupted. */
    boolean wasInterrupted() throws InterruptedException {
        await();
        return interrupted;
    }

    private void await() throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(thread.isAlive()).as("it still blocks").isFalse();
    }
}
