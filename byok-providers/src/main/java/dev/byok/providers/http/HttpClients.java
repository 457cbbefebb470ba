package dev.byok.providers.http;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** One client for each reach. They share threads; a key costs no client, no thread and no socket. */
final class HttpClients implements AutoCloseable {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int UNAVAILABLE = 503;

    private final Network network;
    private final OkHttpClient any;
    private final OkHttpClient publicOnly;
    private final OkHttpClient listed;

    HttpClients(Interceptor tokens, Network network) {
        this.network = network;
        // no limit of the client's own: RunningCall has them all
        any = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(0, TimeUnit.SECONDS)
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .socketFactory(Sockets.direct())
                .connectionPool(new ConnectionPool(64, 5, TimeUnit.MINUTES))
                .eventListenerFactory(ConnectLimit::of)
                .addInterceptor(tokens)
                .addNetworkInterceptor(CountedTraffic::count)
                .addNetworkInterceptor(HttpClients::keepRetriesOurs)
                .build();
        publicOnly = guarded(Reach.PUBLIC, List.of(ConnectionSpec.MODERN_TLS));
        listed = guarded(Reach.LISTED, List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT));
    }

    OkHttpClient of(Reach reach) {
        return switch (reach) {
            case ANY -> any;
            case PUBLIC -> publicOnly;
            case LISTED -> listed;
        };
    }

    /** A client for one WebSocket: its connection is its own, and what comes in over it is counted. */
    OkHttpClient forSocket(Reach reach, ReceivedLimit limit, Dispatcher dispatcher, LiveLimits limits) {
        return of(reach)
                .newBuilder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .socketFactory(Sockets.counted(reach, network, limit))
                .retryOnConnectionFailure(false)
                .pingInterval(limits.ping())
                .addInterceptor(HttpClients::withoutCompression)
                .build();
    }

    /** Closes idle connections; running calls end first. */
    @Override
    public void close() {
        for (Reach reach : Reach.values()) {
            of(reach).connectionPool().evictAll();
        }
        any.dispatcher().executorService().shutdown();
    }

    private OkHttpClient guarded(Reach reach, List<ConnectionSpec> specs) {
        return any.newBuilder()
                .proxy(Proxy.NO_PROXY)
                .socketFactory(Sockets.guarded(reach, network))
                .dns(Sockets.guardedDns(reach, network.names()))
                .connectionSpecs(specs)
                .connectionPool(new ConnectionPool(16, 1, TimeUnit.MINUTES))
                .build();
    }

    // after these two OkHttp sends some requests again by itself, depending on Retry-After, and stumbles over large
    // numbers in it; here every request must be in a receipt
    private static Response keepRetriesOurs(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() != UNAVAILABLE && response.code() != REQUEST_TIMEOUT) {
            return response;
        }
        Duration wait = RetryAfter.read(response.headers(), Instant.now());
        Response.Builder ours = response.newBuilder().header(RetryAfter.HEADER, RetryAfter.NEVER);
        return (wait == null
                        ? ours.removeHeader(RetryAfter.HEADER_IN_MILLIS)
                        : ours.header(RetryAfter.HEADER_IN_MILLIS, String.valueOf(wait.toMillis())))
                .build();
    }

    // the HTTP client offers it for every WebSocket, and would unpack a message to any size
    private static Response withoutCompression(Interceptor.Chain chain) throws IOException {
        return chain.proceed(chain.request()
                .newBuilder()
                .removeHeader("Sec-WebSocket-Extensions")
                .build());
    }
}
