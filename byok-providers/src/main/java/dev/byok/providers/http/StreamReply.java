package dev.byok.providers.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okio.BufferedSource;

/** A reply that is read as it comes, by one thread at a time; any thread may close it. */
public final class StreamReply implements AutoCloseable {

    // how long a vendor may take after its end marker to end the reply, so that the connection can be used again
    private static final long ENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RunningCall call;
    private final Response response;
    private final Transport.Limits limits;
    private final EventReader events;
    private boolean content;
    private boolean reading;
    private boolean closed;

    StreamReply(RunningCall call, Response response, Transport.Limits limits) {
        this.call = call;
        this.response = response;
        this.limits = limits;
        this.events = reader(response, limits.event());
    }

    private static EventReader reader(Response response, long maxEvent) {
        BufferedSource source = response.body().source();
        return HttpReply.hasType(response.headers(), FrameReader.CONTENT_TYPE)
                ? new FrameReader(source, maxEvent)
                : new SseReader(source, maxEvent);
    }

    /** {@return whether the status is one of success and the body a stream of events} */
    public boolean isEventStream() {
        return response.isSuccessful() && HttpReply.isEventStream(response.headers());
    }

    /**
     * Reads the whole body instead of events, and closes the reply.
     *
     * @return the reply, cut at the size limit when it is an error
     */
    public HttpReply whole() {
        beginReading();
        try {
            return call.waitFor(() -> Transport.readWhole(response, call.target(), limits));
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
            call.startContentLimit();
        }
        try {
            return call.waitFor(events::next);
        } finally {
            if (content) {
                call.stopContentLimit();
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

    /** {@return whether the stream ended in the middle of an event} */
    public boolean isCut() {
        return events.isCut();
    }

    /** Notes that content has come: from now on the limit is for the silence between two events. */
    public void contentSeen() {
        if (!content) {
            content = true;
            call.stopContentLimit();
        }
    }

    /** {@return what the reply tells besides its body} */
    public ReplyFacts facts() {
        return ReplyFacts.of(response);
    }

    /**
     * Closes the reply after the vendor's end marker. Unlike {@link #close()} it lets the reply end by itself, if that
     * is soon: a connection in the middle of a reply cannot be used again.
     */
    public void finish() {
        synchronized (this) {
            if (closed) {
                return;
            }
            reading = true;
        }
        call.endWithin(ENDING_NANOS);
        try {
            BufferedSource source = response.body().source();
            // the end marker was the last that counts; a vendor that goes on with more is not listened to
            if (!source.exhausted()) {
                source.skip(source.getBuffer().size());
                source.exhausted();
            }
        } catch (IOException e) {
            // the answer is complete: what happens to its connection concerns nobody
            return;
        } finally {
            endReading();
            close();
        }
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
        // wakes a thread that is reading; that thread then releases what it was reading from
        call.abandon();
        if (release) {
            release();
        }
    }

    private synchronized void beginReading() {
        if (closed) {
            throw NetworkFailures.cancelled(call.target());
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
        call.close();
        response.close();
    }
}
