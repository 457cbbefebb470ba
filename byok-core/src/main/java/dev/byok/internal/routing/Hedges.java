package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.routing.HedgePolicy;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Starts a second attempt of calls whose first one is late. The first one runs on the caller's thread, so that a full
 * executor can make a second attempt late and never hold up a call. Thread-safe.
 */
public final class Hedges {

    /** How long the winner waits for the loser to write down what it used. */
    private static final long LAST_WORDS_MILLIS = 250;

    private final HedgePolicy policy;
    private final Executor executor;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong seconds = new AtomicLong();

    /**
     * Makes one.
     *
     * @param policy when second attempts start
     * @param executor runs them
     */
    public Hedges(HedgePolicy policy, Executor executor) {
        this.policy = policy;
        this.executor = executor;
    }

    /** {@return what the attempt that was first to give something gave} */
    <R> R run(CallContext context, Function<CallContext, R> routes) {
        if (policy.share() == 0) {
            return routes.apply(context);
        }
        calls.incrementAndGet();
        return new Race<>(context, routes).run();
    }

    private boolean withinBudget() {
        if (seconds.incrementAndGet() <= Math.ceil(policy.share() * calls.get())) {
            return true;
        }
        seconds.decrementAndGet();
        return false;
    }

    /** One call with up to two attempts at a time, which take their routes from one list. */
    private final class Race<R> {

        private final CallContext context;
        private final Function<CallContext, R> routes;
        private final Cancellation first = new Cancellation();
        private final Cancellation second = new Cancellation();
        private final AtomicBoolean won = new AtomicBoolean();
        /** Set by whoever decides whether there is a second attempt: it as it begins, or the first one as it ends. */
        private final AtomicBoolean decided = new AtomicBoolean();

        private final CompletableFuture<R> late = new CompletableFuture<>();

        Race(CallContext context, Function<CallContext, R> routes) {
            this.context = context;
            this.routes = routes;
        }

        R run() {
            context.cancellation().onCancel(first::cancel);
            context.cancellation().onCancel(second::cancel);
            CompletableFuture.delayedExecutor(policy.after().toNanos(), TimeUnit.NANOSECONDS, executor)
                    .execute(this::runSecond);
            R result;
            try {
                result = routes.apply(context.endedBy(first));
            } catch (ByokException failure) {
                if (decided.compareAndSet(false, true)) {
                    throw failure;
                }
                return awaitSecond(failure);
            }
            if (!won.compareAndSet(false, true)) {
                discard(result);
                return late.join();
            }
            if (!decided.compareAndSet(false, true)) {
                second.cancel();
                awaitLastWords();
            }
            return result;
        }

        private void runSecond() {
            if (!decided.compareAndSet(false, true)) {
                return;
            }
            try {
                if (!withinBudget()) {
                    late.cancel(false);
                    return;
                }
                R result = routes.apply(context.endedBy(second));
                if (won.compareAndSet(false, true)) {
                    late.complete(result);
                    first.cancel();
                } else {
                    discard(result);
                    late.cancel(false);
                }
            } catch (Throwable failure) {
                late.completeExceptionally(failure);
            }
        }

        private R awaitSecond(ByokException failure) {
            try {
                return late.get(context.remainingNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                second.cancel();
                Thread.currentThread().interrupt();
                throw failure;
            } catch (ExecutionException e) {
                // the second attempt may have taken the last route, and then knows more
                throw failure.code() == ErrorCode.CANCELLED && e.getCause() instanceof ByokException other
                        ? other
                        : failure;
            } catch (TimeoutException | CancellationException e) {
                second.cancel();
                throw failure;
            }
        }

        private void awaitLastWords() {
            try {
                late.get(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException | CancellationException e) {
                // it was cancelled, and is written down as that now or a little later
            }
        }
    }

    private static void discard(Object result) {
        if (result instanceof RoutedChatStream stream) {
            stream.lose();
        }
    }
}
