package dev.byok.providers.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call that gets no connection in time: name resolution, connection and TLS together. The HTTP client's own limit
 * holds for one address and not for TLS.
 */
final class ConnectLimit extends EventListener {

    private final long nanos;
    private @Nullable CallWatch watch;
    private volatile boolean connected;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    ConnectLimit(long nanos) {
        this.nanos = nanos;
    }

    /** Belongs to the request, from which the call takes its listener. */
    static EventListener of(Call call) {
        ConnectLimit limit = call.request().tag(ConnectLimit.class);
        return limit == null ? EventListener.NONE : limit;
    }

    /** Whether there was a connection. */
    boolean connected() {
        return connected;
    }

    /** Whether it ended the call. */
    boolean fired() {
        return watch != null && watch.fired();
    }

    /** Completes when the call is cancelled, by whatever limit or whomever. */
    CompletableFuture<Void> cancelled() {
        return cancelled;
    }

    // the first step towards a new connection; a call that finds one in the pool never takes it
    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
        stop();
        // a call may need two connections: one for an access token
        connected = false;
        watch = new CallWatch(call);
        watch.start(nanos);
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        connected = true;
        stop();
    }

    @Override
    public void callFailed(Call call, IOException e) {
        stop();
    }

    @Override
    public void canceled(Call call) {
        cancelled.complete(null);
    }

    // OkHttp loses a cancellation that comes between connection and TLS, and then waits for the handshake for ever
    @Override
    public void secureConnectStart(Call call) {
        if (call.isCanceled()) {
            throw ConnectLimit.<RuntimeException>unchecked(new IOException("cancelled"));
        }
    }

    // the caller is Kotlin and catches it as the IOException that it is
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(IOException e) throws E {
        throw (E) e;
    }

    private void stop() {
        if (watch != null) {
            watch.close();
        }
    }
}
