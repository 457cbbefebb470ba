package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.spi.CallContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * An open WebSocket to a vendor. Sending never waits: what the network does not take yet is queued, up to a limit. What
 * comes in is told on a thread that belongs to this socket alone. Thread-safe.
 */
public final class LiveSocket {

    private static final int NORMAL = 1000;

    private final WebSocket socket;
    private final CallContext context;
    private final LiveLimits limits;
    private final ScheduledExecutorService clock;

    LiveSocket(WebSocket socket, CallContext context, LiveLimits limits, ScheduledExecutorService clock) {
        this.socket = socket;
        this.context = context;
        this.limits = limits;
        this.clock = clock;
    }

    /** Takes what comes in, one thing at a time and in order. */
    public interface Receiver {

        /**
         * Learns that the socket is open, before anything comes in.
         *
         * @param socket the socket
         */
        void opened(LiveSocket socket);

        /**
         * Takes a message of text.
         *
         * @param message the text
         */
        void text(String message);

        /**
         * Takes a binary message.
         *
         * @param message the bytes
         */
        void binary(byte[] message);

        /**
         * Learns that nothing more comes; called once, and last.
         *
         * @param end why
         */
        void ended(End end);
    }

    /**
     * Why a socket ended.
     *
     * @param code the close code of the other side; 0 when it sent none
     * @param reason its text; empty when there is none
     * @param failure what broke the connection; null when it was closed, by whichever side
     */
    public record End(int code, String reason, @Nullable ByokException failure) {}

    /**
     * Sends a message of text.
     *
     * @param message the text
     * @return whether it was taken; not when the socket is closed
     */
    public boolean send(String message) {
        return counted(message.length(), socket.send(message));
    }

    /**
     * Sends a binary message.
     *
     * @param message the bytes
     * @return whether it was taken; not when the socket is closed
     */
    public boolean send(byte[] message) {
        return counted(message.length, socket.send(ByteString.of(message)));
    }

    /** {@return whether so much is waiting to be sent that nothing more should be} */
    public boolean isFull() {
        return socket.queueSize() > limits.queue();
    }

    /** Closes it: sends what is waiting, then says goodbye, and cuts the connection when that takes too long. */
    public void close() {
        socket.close(NORMAL, null);
        Future<?> unused = clock.schedule(socket::cancel, limits.linger().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Cuts the connection. */
    public void cancel() {
        socket.cancel();
    }

    private boolean counted(int bytes, boolean taken) {
        if (taken) {
            context.traffic().sent(bytes);
        }
        return taken;
    }

    /** What the HTTP client tells, in this library's words. */
    static final class Listener extends WebSocketListener {

        private final Target target;
        private final CallContext context;
        private final ReceivedLimit limit;
        private final Receiver receiver;
        private final Runnable gone;
        private final Function<WebSocket, LiveSocket> opening;
        private final AtomicBoolean ended = new AtomicBoolean();
        private final CompletableFuture<Upgrade> upgrade = new CompletableFuture<>();

        Listener(
                Target target,
                CallContext context,
                ReceivedLimit limit,
                Receiver receiver,
                Runnable gone,
                Function<WebSocket, LiveSocket> opening) {
            this.opening = opening;
            this.gone = gone;
            this.target = target;
            this.context = context;
            this.limit = limit;
            this.receiver = receiver;
        }

        /** Completes when it is known whether there is a socket. */
        CompletableFuture<Upgrade> upgrade() {
            return upgrade;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            limit.messageCame();
            LiveSocket opened = opening.apply(socket);
            if (upgrade.complete(new Upgrade(opened, null))) {
                receiver.opened(opened);
            } else {
                socket.cancel();
            }
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            limit.messageCame();
            context.traffic().received(text.length());
            receiver.text(text);
        }

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            limit.messageCame();
            context.traffic().received(bytes.size());
            receiver.binary(bytes.toByteArray());
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(NORMAL, null);
            gone.run();
            end(new End(code, reason, null));
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
            gone.run();
            if (upgrade.isDone()) {
                end(new End(0, "", NetworkFailures.ofSocket(failure, target, limit, true)));
            } else {
                upgrade.complete(Upgrade.refused(failure, response, target, limit));
            }
        }

        private void end(End end) {
            if (ended.compareAndSet(false, true)) {
                receiver.ended(end);
            }
        }
    }
}
