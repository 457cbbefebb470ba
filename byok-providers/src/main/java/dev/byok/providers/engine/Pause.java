package dev.byok.providers.engine;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.http.Target;
import dev.byok.spi.CallContext;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two looks at a vendor's job. */
@FunctionalInterface
public interface Pause {

    /** Waits for real. */
    Pause REAL = Pause::sleep;

    /**
     * Waits.
     *
     * @param target for whom
     * @param length how long
     * @param context what ends the wait early
     * @throws ByokException {@code CANCELLED} when somebody ends the call, {@code TIMEOUT} when its time is over before
     */
    void take(Target target, Duration length, CallContext context);

    private static void sleep(Target target, Duration length, CallContext context) {
        CountDownLatch cancelled = new CountDownLatch(1);
        Runnable registration = context.cancellation().onCancel(cancelled::countDown);
        try {
            long nanos = Math.min(length.toNanos(), context.remainingNanos());
            if (cancelled.await(nanos, TimeUnit.NANOSECONDS)) {
                throw ended(target, ErrorCode.CANCELLED, " was not waited for: the call was cancelled");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(target, ErrorCode.CANCELLED, " was not waited for: the call was cancelled");
        } finally {
            registration.run();
        }
        if (context.remainingNanos() == 0) {
            throw ended(
                    target,
                    ErrorCode.TIMEOUT,
                    " did not finish within " + context.timeouts().total() + " in all");
        }
    }

    private static ByokException ended(Target target, ErrorCode code, String what) {
        return ByokException.of(code, target.vendor().info().name() + what)
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .build();
    }
}
