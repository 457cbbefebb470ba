package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.CallContext;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests. One pool of connections serves all tenants; a key costs no client, no thread and no socket. Redirects
 * are never followed, nothing is cached, no cookie is kept, and no request is ever sent twice.
 */
public final class Transport implements AutoCloseable {

    static final String RETRY_AFTER = "Retry-After";

    private static final MediaType JSON = MediaType.get("application/json");
    private static final String USER_AGENT = "byok/0.1";
    private static final RequestBody NO_BODY = RequestBody.create(new byte[0]);

    private final Urls urls;
    private final Limits limits;
    private final Map<Reach, OkHttpClient> clients = new EnumMap<>(Reach.class);
    private final ConcurrentMap<ClientKey, OkHttpClient> byConnectLimit = new ConcurrentHashMap<>();
    private final ConcurrentMap<VendorSpec, Headers> commonHeaders = new ConcurrentHashMap<>();

    /**
     * How large things may be.
     *
     * @param reply bytes of a whole reply
     * @param error bytes of an error's body; more is cut off
     * @param event bytes of one part of a stream
     */
    public record Limits(long reply, long error, long event) {

        /** 8 MiB, 64 KiB, 1 MiB. */
        public static final Limits DEFAULT = new Limits(8 << 20, 64 << 10, 1 << 20);
    }

    private record ClientKey(Reach reach, Duration connect) {}

    /**
     * Makes a transport with its own connections.
     *
     * @param urls where requests go
     * @param limits how large things may be
     */
    public Transport(Urls urls, Limits limits) {
        this.urls = urls;
        this.limits = limits;
        OkHttpClient direct = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .socketFactory(Sockets.direct())
                .connectionPool(new ConnectionPool(64, 5, TimeUnit.MINUTES))
                .addNetworkInterceptor(Transport::keepRetriesOurs)
                .build();
        clients.put(Reach.ANY, direct);
        clients.put(Reach.PUBLIC, guarded(direct, Reach.PUBLIC, List.of(ConnectionSpec.MODERN_TLS)));
        clients.put(
                Reach.LISTED,
                guarded(direct, Reach.LISTED, List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT)));
    }

    private static OkHttpClient guarded(OkHttpClient direct, Reach reach, List<ConnectionSpec> specs) {
        return direct.newBuilder()
                .proxy(Proxy.NO_PROXY)
                .socketFactory(Sockets.guarded(reach))
                .dns(Sockets.guardedDns(reach))
                .connectionSpecs(specs)
                .connectionPool(new ConnectionPool(16, 1, TimeUnit.MINUTES))
                .build();
    }

    /**
     * Sends a request and reads the whole reply.
     *
     * @param target whom it is for
     * @param request what to send
     * @param context limits and cancellation
     * @return a reply of any status
     */
    public HttpReply exchange(Target target, HttpCall request, CallContext context) {
        Call call = prepare(target, request, context, false);
        Runnable registration = context.cancellation().onCancel(call::cancel);
        try (Response response = call.execute()) {
            return new HttpReply(response.code(), response.headers(), read(response, target));
        } catch (IOException e) {
            throw NetworkFailures.translate(e, target, context, null);
        } finally {
            registration.run();
        }
    }

    /**
     * Sends a request and returns when the reply begins.
     *
     * @param target whom it is for
     * @param request what to send
     * @param context limits and cancellation; the limit for the first content starts now
     * @return the reply, which the caller closes
     */
    public StreamReply stream(Target target, HttpCall request, CallContext context) {
        Call call = prepare(target, request, context, true);
        CallWatch watch = new CallWatch(call);
        Runnable registration = context.cancellation().onCancel(call::cancel);
        watch.start(context.timeouts().firstContent().toNanos());
        try {
            Response response = call.execute();
            return new StreamReply(call, response, watch, registration, target, context, limits);
        } catch (IOException e) {
            watch.stop();
            registration.run();
            throw NetworkFailures.translate(e, target, context, watch);
        }
    }

    /**
     * {@return where a credential with these fields is sent}
     *
     * @param vendor the vendor
     * @param fields the values of the fields that are not secret
     */
    public dev.byok.spi.Endpoint endpoint(VendorSpec vendor, Map<String, String> fields) {
        return urls.endpoint(vendor, fields);
    }

    /** Closes idle connections; running calls end first. */
    @Override
    public void close() {
        for (OkHttpClient client : clients.values()) {
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
        }
    }

    private Call prepare(Target target, HttpCall request, CallContext context, boolean stream) {
        long remaining = context.remainingNanos();
        if (context.cancellation().isCancelled()) {
            throw NetworkFailures.cancelled(target);
        }
        if (remaining == 0) {
            throw NetworkFailures.totalLimit(target, context);
        }
        Urls.Resolved resolved = urls.resolve(target.vendor(), target.credential(), request.path());
        Request.Builder builder = new Request.Builder()
                .url(resolved.url())
                .headers(headers(target, request, stream))
                .method(request.method(), body(request));
        Call call = client(resolved.reach(), context.timeouts().connect()).newCall(builder.build());
        call.timeout().timeout(remaining, TimeUnit.NANOSECONDS);
        return call;
    }

    private Headers headers(Target target, HttpCall request, boolean stream) {
        Headers.Builder headers = commonHeaders
                .computeIfAbsent(target.vendor(), Transport::commonHeaders)
                .newBuilder();
        if (stream) {
            headers.set("Accept", "text/event-stream");
        }
        for (Map.Entry<String, String> entry : target.vendor().fieldHeaders().entrySet()) {
            String value = target.credential().fields().get(entry.getKey());
            if (value != null) {
                Signer.requirePrintable(target.credential(), "the field " + entry.getKey(), value);
                headers.set(entry.getValue(), value);
            }
        }
        for (HttpCall.Header header : request.headers()) {
            headers.set(header.name(), header.value());
        }
        Signer.sign(headers, target.vendor().auth(), target.credential());
        return headers.build();
    }

    private static Headers commonHeaders(VendorSpec vendor) {
        Headers.Builder headers = new Headers.Builder();
        headers.set("User-Agent", USER_AGENT);
        headers.set("Accept", "application/json");
        vendor.headers().forEach(headers::set);
        return headers.build();
    }

    private OkHttpClient client(Reach reach, Duration connect) {
        return byConnectLimit.computeIfAbsent(
                new ClientKey(reach, connect),
                key -> Objects.requireNonNull(clients.get(key.reach()))
                        .newBuilder()
                        .connectTimeout(key.connect())
                        .build());
    }

    private static @Nullable RequestBody body(HttpCall request) {
        byte[] bytes = request.body();
        if (bytes == null) {
            return request.method().equals("POST") ? NO_BODY : null;
        }
        return new OneShotBody(bytes);
    }

    private byte[] read(Response response, Target target) throws IOException {
        boolean error = response.code() >= 400;
        long limit = error ? limits.error() : limits.reply();
        ResponseBody body = response.body();
        BufferedSource source = body.source();
        long length = body.contentLength();
        if (!error && length > limit) {
            throw tooLarge(target, limit);
        }
        if (length >= 0 && length <= limit) {
            return source.readByteArray(length);
        }
        if (source.request(limit + 1)) {
            if (!error) {
                throw tooLarge(target, limit);
            }
            return source.readByteArray(limit);
        }
        return source.readByteArray();
    }

    static ByokException tooLarge(Target target, long limit) {
        return ByokException.of(
                        ErrorCode.BAD_RESPONSE,
                        target.vendor().info().name() + " sent more than " + limit + " bytes where less was due")
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .hint("check that the base URL leads to the vendor's API")
                .build();
    }

    // OkHttp sends a request again by itself after 503 with "Retry-After: 0"; here every request must be in a receipt
    private static Response keepRetriesOurs(okhttp3.Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() != 503 || !"0".equals(response.header(RETRY_AFTER))) {
            return response;
        }
        return response.newBuilder()
                .removeHeader(RETRY_AFTER)
                .header("retry-after-ms", "0")
                .build();
    }

    /** A body that OkHttp must not send a second time, for example when a pooled connection turns out to be dead. */
    private static final class OneShotBody extends RequestBody {

        private final byte[] bytes;

        OneShotBody(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }
}
