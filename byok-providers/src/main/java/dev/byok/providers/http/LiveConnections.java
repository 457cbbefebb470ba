package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.spi.CallContext;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;

/** Opens WebSockets. They share threads with nothing else: a session whose consumer blocks holds up itself alone. */
final class LiveConnections implements AutoCloseable {

    private final HttpClients clients;
    private final LiveLimits limits;
    private final Dispatcher dispatcher = new Dispatcher(LiveThreads.readers());
    private final ScheduledExecutorService clock = LiveThreads.clock();
    private final LiveSlots slots;

    LiveConnections(HttpClients clients, LiveLimits limits) {
        this.clients = clients;
        this.limits = limits;
        this.slots = new LiveSlots(limits.sessions());
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    }

    /** The clock of all sessions; what it runs must not block. */
    ScheduledExecutorService clock() {
        return clock;
    }

    /** Threads for what may block, one for each thing. */
    Executor threads() {
        return dispatcher.executorService();
    }

    LiveSlots slots() {
        return slots;
    }

    /**
     * Opens one, and waits until it is open. The slot is given back when its thread has nothing more to read, whatever came of
     * it.
     */
    LiveSocket open(
            Target target,
            Request request,
            Reach reach,
            CallContext context,
            LiveSlot slot,
            LiveSocket.Receiver receiver) {
        ReceivedLimit limit = new ReceivedLimit(limits.message());
        OkHttpClient client = clients.forSocket(reach, limit, dispatcher, limits)
                .newBuilder()
                .connectTimeout(context.timeouts().connect())
                .build();
        Runnable gone = slot.move();
        LiveSocket.Listener listener = new LiveSocket.Listener(
                target, context, limit, receiver, gone, opened -> new LiveSocket(opened, context, limits, clock));
        context.traffic().sent(0);
        WebSocket socket = begin(client, request, listener, gone);
        Runnable registration = context.cancellation().onCancel(() -> {
            listener.upgrade().completeExceptionally(NetworkFailures.cancelled(target));
            socket.cancel();
        });
        try {
            return opened(listener.upgrade(), target, context);
        } catch (RuntimeException e) {
            registration.run();
            socket.cancel();
            throw e;
        }
    }

    // what the client throws instead of telling the listener: that there are no more threads
    private static WebSocket begin(OkHttpClient client, Request request, LiveSocket.Listener listener, Runnable gone) {
        try {
            return client.newWebSocket(request, listener);
        } catch (RuntimeException | Error e) {
            gone.run();
            throw e;
        }
    }

    private static LiveSocket opened(CompletableFuture<Upgrade> answer, Target target, CallContext context) {
        long limit = Math.min(
                context.remainingNanos(), context.timeouts().firstContent().toNanos());
        try {
            Upgrade upgrade = answer.get(limit, TimeUnit.NANOSECONDS);
            if (upgrade.socket() == null) {
                throw Objects.requireNonNull(upgrade.refusal(), "refusal");
            }
            return upgrade.socket();
        } catch (TimeoutException e) {
            throw given(answer, NetworkFailures.notOpened(target, context));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw given(answer, NetworkFailures.cancelled(target));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ByokException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    // an upgrade that comes all the same finds that nobody waits for it
    private static ByokException given(CompletableFuture<Upgrade> answer, ByokException failure) {
        answer.completeExceptionally(failure);
        return failure;
    }

    /** Lets threads end when the sessions that are open have ended. */
    @Override
    public void close() {
        dispatcher.executorService().shutdown();
    }
}
