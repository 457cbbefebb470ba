package dev.byok.internal.async;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Timeouts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Runs calls on an executor and never on the common pool, which on two cores starts a thread per call.
 *
 * @param executor runs the calls
 */
public record AsyncCalls(Executor executor) {

    /**
     * {@return the call's outcome; cancelling it ends the call}
     *
     * @param timeouts the limits; the total one starts now, so waiting for a thread counts
     * @param call blocks until it is done
     * @param <T> what the call gives
     */
    public <T> CompletableFuture<T> start(Timeouts timeouts, Function<CallContext, T> call) {
        Cancellation cancellation = new Cancellation();
        CallContext context = CallContext.starting(timeouts, cancellation);
        CompletableFuture<T> future = new CallFuture<>(cancellation);
        try {
            executor.execute(() -> run(future, context, call));
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(ByokException.of(ErrorCode.CONFIGURATION, "the executor takes no more calls")
                    .hint("the client is closed, or the application's executor is full")
                    .build());
        }
        return future;
    }

    private static <T> void run(CompletableFuture<T> future, CallContext context, Function<CallContext, T> call) {
        if (future.isDone()) {
            return;
        }
        try {
            future.complete(call.apply(context));
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }

    private static final class CallFuture<T> extends CompletableFuture<T> {

        private final Cancellation cancellation;

        CallFuture(Cancellation cancellation) {
            this.cancellation = cancellation;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled) {
                cancellation.cancel();
            }
            return cancelled;
        }
    }
}
