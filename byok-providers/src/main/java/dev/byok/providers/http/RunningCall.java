package dev.byok.providers.http;

import dev.byok.spi.CallContext;
import dev.byok.spi.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A request on its way, with everything that may end it: limits, its cancellation, an interrupt, the application. */
final class RunningCall implements AutoCloseable {

    private static final Duration YEAR = Duration.ofDays(365);

    private final Target target;
    private final CallContext context;
    private final ConnectLimit connecting;
    private final Call call;
    private final CallWatch content;
    private final InterruptGuard interrupts;
    private @Nullable Runnable registration;
    private volatile boolean answered;
    private volatile boolean abandoned;

    RunningCall(OkHttpClient client, Request.Builder request, Target target, CallContext context) {
        this.target = target;
        this.context = context;
        this.connecting = new ConnectLimit(nanos(context.timeouts().connect()));
        this.call = client.newCall(request.tag(ConnectLimit.class, connecting)
                .tag(Traffic.class, context.traffic())
                .build());
        this.content = new CallWatch(call);
        this.interrupts = new InterruptGuard(call);
        call.timeout().timeout(Math.max(1, nanos(context.remaining())), TimeUnit.NANOSECONDS);
    }

    /** Sends the request and waits for the beginning of the reply. */
    Response execute() {
        registration = context.cancellation().onCancel(call::cancel);
        Response response = waitFor(call::execute);
        answered = true;
        return response;
    }

    /** Waits for something that the socket brings; what goes wrong is told in this library's words. */
    <T> T waitFor(InterruptGuard.Waiting<T> waiting) {
        try {
            return interrupts.guard(waiting);
        } catch (IOException e) {
            throw NetworkFailures.translate(e, this);
        } catch (Exception e) {
            throw unexpected(e);
        }
    }

    /** Lets the limit for content count from now on. */
    void startContentLimit() {
        content.start(nanos(context.timeouts().firstContent()));
    }

    void stopContentLimit() {
        content.stop();
    }

    /** Ends the call, unless it ends by itself within the time. */
    void endWithin(long nanos) {
        content.start(nanos);
    }

    /** Ends the call, because nobody wants to know more of it. */
    void abandon() {
        abandoned = true;
        call.cancel();
    }

    /** Takes back what would end the call. */
    @Override
    public void close() {
        content.close();
        if (registration != null) {
            registration.run();
        }
    }

    Target target() {
        return target;
    }

    CallContext context() {
        return context;
    }

    boolean isConnected() {
        return connecting.connected();
    }

    boolean isAnswered() {
        return answered;
    }

    /** Whether somebody ended it who does not want to know its outcome. */
    boolean isCancelled() {
        return abandoned
                || context.cancellation().isCancelled()
                || Thread.currentThread().isInterrupted();
    }

    boolean connectLimitPassed() {
        return connecting.fired();
    }

    boolean contentLimitPassed() {
        return content.fired();
    }

    // Kotlin throws it without saying so, while it waits for a connection
    private RuntimeException unexpected(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return NetworkFailures.cancelled(target);
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }

    // beyond a year a sum of times could overflow
    private static long nanos(Duration limit) {
        return limit.compareTo(YEAR) > 0 ? YEAR.toNanos() : limit.toNanos();
    }
}
