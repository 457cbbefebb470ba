package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.spi.CallContext;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;

/** A reply that is read as it comes, by one thread at a time; any thread may close it. */
public final class StreamReply implements AutoCloseable {

    private final Call call;
    private final Response response;
    private final CallWatch watch;
    private final Runnable registration;
    private final Target target;
    private final CallContext context;
    private final Transport.Limits limits;
    private final SseReader events;
    private boolean content;
    private boolean reading;
    private boolean closed;

    StreamReply(
            Call call,
            Response response,
            CallWatch watch,
            Runnable registration,
            Target target,
            CallContext context,
            Transport.Limits limits) {
        this.call = call;
        this.response = response;
        this.watch = watch;
        this.registration = registration;
        this.target = target;
        this.context = context;
        this.limits = limits;
        this.events = new SseReader(response.body().source(), limits.event());
    }

    /** {@return whether the status is one of success and the body a stream of events} */
    public boolean isEventStream() {
        String type = response.header("content-type");
        return response.isSuccessful() && type != null && type.startsWith("text/event-stream");
    }

    /**
     * Reads the whole body instead of events, and closes the reply.
     *
     * @return the reply, cut at the size limit when it is an error
     */
    public HttpReply whole() {
        beginReading();
        try {
            BufferedSource source = response.body().source();
            long limit = response.isSuccessful() ? limits.reply() : limits.error();
            boolean more = source.request(limit + 1);
            if (more && response.isSuccessful()) {
                throw Transport.tooLarge(target, limit);
            }
            byte[] body = more ? source.readByteArray(limit) : source.readByteArray();
            return new HttpReply(response.code(), response.headers(), body);
        } catch (IOException e) {
            throw failure(e);
        } finally {
            endReading();
            close();
        }
    }

    /**
     * Waits for the next event.
     *
     * @return false at the end of the stream
     */
    public boolean next() {
        beginReading();
        if (content) {
            watch.start(context.timeouts().firstContent().toNanos());
        }
        try {
            return events.next();
        } catch (IOException e) {
            throw failure(e);
        } finally {
            if (content) {
                watch.stop();
            }
            endReading();
        }
    }

    /** {@return the name of the event that was read last} */
    public String event() {
        return events.event();
    }

    /** {@return the data of the event that was read last; once only} */
    public byte[] data() {
        return events.data();
    }

    /** {@return whether the stream ended in the middle of the last event} */
    public boolean isCut() {
        return events.isCut();
    }

    /** Notes that content has come: from now on the limit is for the silence between two events. */
    public void contentSeen() {
        if (!content) {
            content = true;
            watch.stop();
        }
    }

    /** {@return what the reply tells besides its body} */
    public ReplyFacts facts() {
        return ReplyFacts.of(response);
    }

    /** Ends the call at the vendor if it still runs. */
    @Override
    public void close() {
        boolean release;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            release = !reading;
        }
        registration.run();
        // wakes a thread that is reading; that thread then releases what it was reading from
        call.cancel();
        if (release) {
            release();
        }
    }

    private synchronized void beginReading() {
        if (closed) {
            throw NetworkFailures.cancelled(target);
        }
        reading = true;
    }

    private void endReading() {
        boolean release;
        synchronized (this) {
            reading = false;
            release = closed;
        }
        if (release) {
            release();
        }
    }

    private void release() {
        watch.stop();
        response.close();
    }

    private synchronized ByokException failure(IOException e) {
        return closed ? NetworkFailures.cancelled(target) : NetworkFailures.translate(e, target, context, watch);
    }
}
