package dev.byok.providers.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okio.BufferedSource;

/** A reply that is read as it comes, by one thread at a time; any thread may close it. */
public final class StreamReply implements AutoCloseable {

    // how long a vendor may take after its end marker to end the reply, so that the connection can be used again
    private static final long ENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long MOST_BYTES = 64 << 10;
    private static final byte[] NONE = {};

    private final RunningCall call;
    private final Response response;
    private final Transport.Limits limits;
    private EventReader events;
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

    /** {@return whether the status is one of success} */
    public boolean isSuccess() {
        return response.isSuccessful();
    }

    /** {@return whether the body is a text of some kind, where audio was due} */
    public boolean isText() {
        return HttpReply.hasType(response.headers(), "application/json")
                || HttpReply.hasType(response.headers(), "application/problem+json")
                || HttpReply.hasType(response.headers(), "text/html")
                || HttpReply.hasType(response.headers(), "text/plain");
    }

    /**
     * Reads the whole body instead of events, and closes the reply.
     *
     * @return the reply, cut at the size limit when it is an error
     */
    public HttpReply whole() {
        return whole(limits.reply());
    }

    /**
     * Reads the whole body as one document with audio in it, and closes the reply.
     *
     * @return the reply, cut at the size limit when it is an error
     */
    public HttpReply wholeAudio() {
        return whole(limits.audio());
    }

    private HttpReply whole(long most) {
        beginReading();
        try {
            return call.waitFor(() -> Transport.readWhole(response, call.target(), limits, most));
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
        return await(events::next);
    }

    /**
     * Waits for the next bytes of a body that is no stream of events.
     *
     * @return what has come; empty at the end of the body
     */
    public byte[] bytes() {
        return await(() -> {
            BufferedSource source = response.body().source();
            return source.exhausted()
                    ? NONE
                    : source.readByteArray(
                            Math.min(MOST_BYTES, source.getBuffer().size()));
        });
    }

    /** Reads events with audio in them from now on, which may be larger than others. */
    public void expectAudioEvents() {
        events = reader(response, limits.audio());
    }

    /** Reads a document on each line from now on, instead of events. */
    public void expectLines() {
        events = new LineReader(response.body().source(), limits.audio());
    }

    private <T> T await(InterruptGuard.Waiting<T> waiting) {
        beginReading();
        if (content) {
            call.startContentLimit();
        }
        try {
            return call.waitFor(waiting);
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
