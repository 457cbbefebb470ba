package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.CallContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests. One pool of connections serves all tenants; a key costs no client, no thread and no socket. Redirects
 * are never followed, nothing is cached, no cookie is kept, and nothing that a vendor may charge for is sent twice: only
 * a GET is repeated, when the pooled connection that it was sent on turns out to be dead, and a request whose access
 * token was refused, with a new one.
 */
public final class Transport implements AutoCloseable {

    static final MediaType JSON = MediaType.get("application/json");
    static final String USER_AGENT = "byok/0.1";

    private final Urls urls;
    private final Limits limits;
    private final HttpClients clients;
    private final LiveConnections live;
    private final LiveLimits liveLimits;
    private final ConcurrentMap<VendorSpec, Headers> commonHeaders = new ConcurrentHashMap<>();

    /**
     * How large things may be.
     *
     * @param reply bytes of a whole reply
     * @param error bytes of an error's body; more is cut off
     * @param event bytes of one part of a stream
     * @param audio bytes of a reply, or of one part of a stream, with audio in it
     */
    public record Limits(long reply, long error, long event, long audio) {

        /** 8 MiB, 64 KiB, 1 MiB, 20 MB: the longest text that JSON may have here. */
        public static final Limits DEFAULT = new Limits(8 << 20, 64 << 10, 1 << 20, 20_000_000);

        /**
         * Limits for everything but audio.
         *
         * @param reply bytes of a whole reply
         * @param error bytes of an error's body; more is cut off
         * @param event bytes of one part of a stream
         */
        public Limits(long reply, long error, long event) {
            this(reply, error, event, DEFAULT.audio());
        }
    }

    /**
     * Makes a transport with its own connections.
     *
     * @param urls where requests go
     * @param limits how large things may be
     */
    public Transport(Urls urls, Limits limits) {
        this(urls, limits, LiveLimits.DEFAULT);
    }

    /**
     * Makes a transport with its own connections and limits for WebSockets that gets access tokens for Google's service
     * accounts elsewhere.
     *
     * @param urls where requests go
     * @param limits how large things may be
     * @param liveLimits what limits WebSockets
     * @param tokenUrl where access tokens are given out
     */
    public Transport(Urls urls, Limits limits, LiveLimits liveLimits, String tokenUrl) {
        this(urls, limits, new GoogleTokens(tokenUrl, Clock.systemUTC()), liveLimits, Network.SYSTEM);
    }

    /**
     * Makes a transport with its own connections and limits for WebSockets.
     *
     * @param urls where requests go
     * @param limits how large things may be
     * @param liveLimits what limits WebSockets
     */
    public Transport(Urls urls, Limits limits, LiveLimits liveLimits) {
        this(urls, limits, liveLimits, GoogleTokens.TOKEN_URL);
    }

    Transport(Urls urls, Limits limits, Interceptor tokens) {
        this(urls, limits, tokens, LiveLimits.DEFAULT, Network.SYSTEM);
    }

    Transport(Urls urls, Limits limits, Interceptor tokens, LiveLimits liveLimits, Network network) {
        this.urls = urls;
        this.limits = limits;
        this.liveLimits = liveLimits;
        this.clients = new HttpClients(tokens, network);
        this.live = new LiveConnections(clients, liveLimits);
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
        try (RunningCall call = prepare(target, request, context, false);
                Response response = call.execute()) {
            return call.waitFor(() -> readWhole(response, target, limits, limits.reply()));
        }
    }

    /**
     * Sends a request and returns when the reply begins.
     *
     * @param target whom it is for
     * @param request what to send
     * @param context limits and cancellation; the limit for the first content starts now, unless it is the last route
     * @return the reply, which the caller closes
     */
    public StreamReply stream(Target target, HttpCall request, CallContext context) {
        return begin(prepare(target, request, context, true));
    }

    private StreamReply begin(RunningCall call) {
        if (!call.context().isLastRoute()) {
            call.startContentLimit();
        }
        try {
            return new StreamReply(call, call.execute(), limits);
        } catch (RuntimeException e) {
            call.close();
            throw e;
        }
    }

    /**
     * Fetches a file that a vendor put somewhere, and returns when the reply begins. Nothing of the credential is sent.
     *
     * @param target whose file it is
     * @param url where, as the vendor said
     * @param domains hosts that it may be at, subdomains included
     * @param context limits and cancellation
     * @return the reply, which the caller closes
     * @throws ByokException {@code BAD_RESPONSE} when it is somewhere else
     */
    public StreamReply fetch(Target target, String url, List<String> domains, CallContext context) {
        Urls.Resolved resolved = urls.file(target, url, domains);
        Request.Builder builder = new Request.Builder().url(resolved.url()).header("User-Agent", USER_AGENT);
        RunningCall call = new RunningCall(clients.of(resolved.reach()), builder, target, context);
        return begin(call);
    }

    /**
     * {@return a place for one more live session, which whoever took it closes}
     *
     * @param target whom the session is for
     * @throws ByokException {@code CONFIGURATION} when as many are open as may be at once
     */
    public LiveSlot takeLiveSlot(Target target) {
        return live.slots().take(target);
    }

    /**
     * Opens a WebSocket, signed like any other request.
     *
     * @param target whom it is for
     * @param upgrade a GET
     * @param context cancellation, which ends the socket, and limits, which hold for its opening alone
     * @param slot its place; the socket's from the moment that one is asked for, until that has ended
     * @param receiver gets what comes in
     * @return the socket, open
     * @throws UpgradeRefused when the vendor answers with an HTTP reply
     * @throws ByokException when nobody answers
     */
    public LiveSocket connect(
            Target target, HttpCall upgrade, CallContext context, LiveSlot slot, LiveSocket.Receiver receiver) {
        requireTime(target, context);
        Urls.Resolved resolved = urls.resolveSocket(target.vendor(), target.credential(), upgrade);
        Request.Builder builder = new Request.Builder().url(resolved.url()).headers(headers(target, upgrade, false));
        Signer.sign(builder, resolved.url(), upgrade, target, Instant.now());
        return live.open(target, builder.build(), resolved.reach(), context, slot, receiver);
    }

    /**
     * Opens a WebSocket where the reply to a request told. Nothing of the credential is sent there: the URL is the key.
     *
     * @param target whom it is for
     * @param asked the request whose reply told it
     * @param url where, as the vendor said: at the host that was asked, or beside it
     * @param context cancellation, which ends the socket, and limits, which hold for its opening alone
     * @param slot its place; the socket's from the moment that one is asked for, until that has ended
     * @param receiver gets what comes in
     * @return the socket, open
     * @throws UpgradeRefused when the vendor answers with an HTTP reply
     * @throws ByokException {@code BAD_RESPONSE} when it is somewhere else; or when nobody answers
     */
    public LiveSocket connect(
            Target target,
            HttpCall asked,
            String url,
            CallContext context,
            LiveSlot slot,
            LiveSocket.Receiver receiver) {
        requireTime(target, context);
        Urls.Resolved resolved = urls.socketAt(target, url, urls.resolve(target.vendor(), target.credential(), asked));
        Request request = new Request.Builder()
                .url(resolved.url())
                .header("User-Agent", USER_AGENT)
                .build();
        return live.open(target, request, resolved.reach(), context, slot, receiver);
    }

    /** {@return what limits WebSockets} */
    public LiveLimits liveLimits() {
        return liveLimits;
    }

    /** {@return the clock of all live sessions; what it runs must not block} */
    public ScheduledExecutorService clock() {
        return live.clock();
    }

    /** {@return threads for what live sessions do that may block, one for each thing} */
    public Executor liveThreads() {
        return live.threads();
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
        live.close();
        clients.close();
    }

    private RunningCall prepare(Target target, HttpCall request, CallContext context, boolean stream) {
        requireTime(target, context);
        Urls.Resolved resolved = urls.resolve(target.vendor(), target.credential(), request);
        Request.Builder builder = new Request.Builder()
                .url(resolved.url())
                .headers(headers(target, request, stream))
                .method(request.method(), body(request));
        Signer.sign(builder, resolved.url(), request, target, Instant.now());
        return new RunningCall(clients.of(resolved.reach()), builder, target, context);
    }

    private static void requireTime(Target target, CallContext context) {
        if (context.cancellation().isCancelled() || Thread.currentThread().isInterrupted()) {
            throw NetworkFailures.cancelled(target);
        }
        if (context.remainingNanos() == 0) {
            throw NetworkFailures.totalLimit(target, context);
        }
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
                Signer.set(headers, entry.getValue(), value, entry.getKey(), target.credential());
            }
        }
        for (HttpCall.Header header : request.headers()) {
            headers.set(header.name(), header.value());
        }
        Signer.addCustom(headers, request, target);
        return headers.build();
    }

    private static Headers commonHeaders(VendorSpec vendor) {
        Headers.Builder headers = new Headers.Builder();
        headers.set("User-Agent", USER_AGENT);
        headers.set("Accept", "application/json");
        vendor.headers().forEach(headers::set);
        return headers.build();
    }

    private static @Nullable RequestBody body(HttpCall request) {
        byte[] bytes = request.body();
        if (bytes == null) {
            return request.method().equals("POST") ? new OneShotBody(new byte[0], null) : null;
        }
        // OkHttp sets the header from the body's type; without one it leaves the call's own header as it is
        return new OneShotBody(bytes, request.contentType() == null ? JSON : null);
    }

    /** Reads a reply within its limit; what is too long is cut when it is an error, and refused when it is none. */
    static HttpReply readWhole(Response response, Target target, Limits limits, long most) throws IOException {
        boolean success = response.isSuccessful();
        long limit = success ? most : limits.error();
        BufferedSource source = response.body().source();
        if (success && (response.body().contentLength() > limit || source.request(limit + 1))) {
            throw tooLarge(target, limit);
        }
        byte[] body = source.request(limit + 1) ? source.readByteArray(limit) : source.readByteArray();
        return new HttpReply(response.code(), response.headers(), body);
    }

    private static ByokException tooLarge(Target target, long limit) {
        return ByokException.of(
                        ErrorCode.BAD_RESPONSE,
                        target.vendor().info().name() + " sent more than " + limit + " bytes where less was due")
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .hint("check that the base URL leads to the vendor's API")
                .build();
    }

    /** A body that OkHttp must not send a second time, for example when a pooled connection turns out to be dead. */
    private static final class OneShotBody extends RequestBody {

        private final byte[] bytes;
        private final @Nullable MediaType type;

        OneShotBody(byte[] bytes, @Nullable MediaType type) {
            this.bytes = bytes;
            this.type = type;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
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
