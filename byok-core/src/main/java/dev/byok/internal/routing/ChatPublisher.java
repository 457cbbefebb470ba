package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatStream;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Timeouts;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A streamed call as a publisher. Every subscriber makes a call of its own, which starts with its first request and is
 * read as fast as it asks.
 */
public final class ChatPublisher implements Flow.Publisher<ChatEvent> {

    private final Executor executor;
    private final Timeouts timeouts;
    private final Function<CallContext, ChatStream> call;

    /**
     * Makes one.
     *
     * @param executor runs the reading
     * @param timeouts the limits of each call
     * @param call starts a call
     */
    public ChatPublisher(Executor executor, Timeouts timeouts, Function<CallContext, ChatStream> call) {
        this.executor = executor;
        this.timeouts = timeouts;
        this.call = call;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ChatEvent> subscriber) {
        subscriber.onSubscribe(new Reading(subscriber));
    }

    private final class Reading implements Flow.Subscription, Runnable {

        private final Flow.Subscriber<? super ChatEvent> subscriber;
        private final Cancellation cancellation = new Cancellation();
        private final AtomicLong demand = new AtomicLong();
        // signals are handed to one runner at a time: whoever raises it from 0 runs
        private final AtomicInteger pending = new AtomicInteger();
        private @Nullable ChatStream stream;
        private boolean done;
        private volatile boolean badRequest;

        Reading(Flow.Subscriber<? super ChatEvent> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                badRequest = true;
            } else {
                demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
            }
            signal();
        }

        @Override
        public void cancel() {
            cancellation.cancel();
            signal();
        }

        private void signal() {
            if (pending.getAndIncrement() != 0) {
                return;
            }
            try {
                executor.execute(this);
            } catch (RejectedExecutionException e) {
                end(ByokException.of(ErrorCode.CONFIGURATION, "the executor takes no more calls")
                        .build());
            }
        }

        @Override
        public void run() {
            int seen;
            do {
                seen = pending.get();
                deliver();
            } while (pending.addAndGet(-seen) != 0);
        }

        private void deliver() {
            try {
                while (!done && !cancellation.isCancelled() && !badRequest && demand.get() > 0) {
                    deliverOne();
                }
                if (cancellation.isCancelled()) {
                    close();
                } else if (badRequest && !done) {
                    end(new IllegalArgumentException("a subscriber requests at least one element"));
                }
            } catch (RuntimeException e) {
                end(e);
            }
        }

        private void deliverOne() {
            if (stream == null) {
                stream = call.apply(CallContext.starting(timeouts, cancellation));
            }
            if (stream.hasNext()) {
                demand.decrementAndGet();
                subscriber.onNext(stream.next());
            } else {
                close();
                subscriber.onComplete();
            }
        }

        private void end(Throwable failure) {
            boolean first = !done;
            close();
            if (first && !cancellation.isCancelled()) {
                subscriber.onError(failure);
            }
        }

        private void close() {
            done = true;
            if (stream != null) {
                stream.close();
            }
        }
    }
}
