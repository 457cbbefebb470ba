package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Runs several tasks at a time, and ends all of them with the first that fails. The caller's thread works as well, so a full
 * executor makes it slower and never stops it.
 *
 * @param executor lends threads
 * @param most how many tasks run at a time
 * @param <T> what a task gives
 */
record ParallelTurns<T>(Executor executor, int most) {

    List<T> run(int count, CallContext context, BiFunction<Integer, CallContext, T> task) {
        Cancellation cancellation = new Cancellation();
        Runnable registration = context.cancellation().onCancel(cancellation::cancel);
        try {
            List<CompletableFuture<T>> results = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                results.add(new CompletableFuture<>());
            }
            AtomicInteger next = new AtomicInteger();
            Runnable work = () -> work(next, results, linked(context, cancellation), cancellation, task);
            for (int i = 1; i < Math.min(most, count); i++) {
                lend(work);
            }
            work.run();
            return gathered(results);
        } finally {
            registration.run();
        }
    }

    private void lend(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            // the caller's thread does it alone
            return;
        }
    }

    private static <T> void work(
            AtomicInteger next,
            List<CompletableFuture<T>> results,
            CallContext context,
            Cancellation cancellation,
            BiFunction<Integer, CallContext, T> task) {
        for (int i = next.getAndIncrement(); i < results.size(); i = next.getAndIncrement()) {
            try {
                results.get(i).complete(task.apply(i, context));
            } catch (RuntimeException e) {
                results.get(i).completeExceptionally(e);
                cancellation.cancel();
            }
        }
    }

    // the failure that came first ended the others, so theirs say less
    private static <T> List<T> gathered(List<CompletableFuture<T>> results) {
        RuntimeException failure = null;
        List<T> all = new ArrayList<>(results.size());
        for (CompletableFuture<T> result : results) {
            try {
                all.add(result.join());
            } catch (CompletionException e) {
                RuntimeException cause = e.getCause() instanceof RuntimeException runtime ? runtime : e;
                if (failure == null || isCancelled(failure)) {
                    failure = cause;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return all;
    }

    private static boolean isCancelled(RuntimeException e) {
        return e instanceof ByokException byok && byok.code() == ErrorCode.CANCELLED;
    }

    private static CallContext linked(CallContext context, Cancellation cancellation) {
        Timeouts limits = context.timeouts();
        // at least a nanosecond: a limit that has passed is told as one by the call itself
        return CallContext.starting(
                new Timeouts(
                        limits.connect(),
                        limits.firstContent(),
                        Duration.ofNanos(Math.max(1, context.remainingNanos()))),
                cancellation);
    }
}
