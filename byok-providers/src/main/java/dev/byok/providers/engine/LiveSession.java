package dev.byok.providers.engine;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.http.LiveSocket;
import dev.byok.providers.http.ReplyFacts;
import dev.byok.providers.http.Target;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.providers.spec.LiveTranslator.Frame;
import dev.byok.providers.spec.LiveTranslator.KeepAlive;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorError;
import dev.byok.spi.CallContext;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One live session. The translator is guarded by this object's lock; events are told outside of it, so a consumer that takes
 * its time holds up this session and nothing else.
 */
final class LiveSession implements TranscriptionSession, LiveSocket.Receiver {

    /** How long a vendor may take for its last texts. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** How long one that does not say which text is its last may be silent before it is taken to be. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final int NORMAL = 1000;
    private static final int NO_CODE = 1005;
    private static final ReplyFacts NO_REPLY = new ReplyFacts(0, null, null, null, false);

    private final Target target;
    private final LiveTranslator translator;
    private final UnaryOperator<byte[]> samples;
    private final EventTeller teller;
    private final Duration idleLimit;
    private final ScheduledExecutorService clock;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private volatile @Nullable LiveSocket socket;
    private volatile @Nullable Future<?> ticking;
    private @Nullable Future<?> grace;
    private @Nullable Future<?> silence;
    private volatile long lastSent = System.nanoTime();
    private volatile long lastActive = lastSent;
    private volatile boolean finishing;
    private volatile boolean leaving;
    private volatile boolean closedHere;
    private volatile boolean complete;
    private volatile boolean over;
    private volatile boolean idle;
    private boolean errorTold;
    private boolean failed;

    LiveSession(
            Target target,
            LiveTranslator translator,
            UnaryOperator<byte[]> samples,
            EventTeller teller,
            Duration idleLimit,
            ScheduledExecutorService clock) {
        this.target = target;
        this.translator = translator;
        this.samples = samples;
        this.teller = teller;
        this.idleLimit = idleLimit;
        this.clock = clock;
        teller.whenConsumerThrows(this::close);
    }

    /** Waits until the vendor listens. */
    void awaitStart(LiveSocket opened, CallContext context) {
        long limit = Math.min(
                context.remainingNanos(), context.timeouts().firstContent().toNanos());
        try {
            started.get(limit, TimeUnit.NANOSECONDS);
            return;
        } catch (TimeoutException e) {
            started.completeExceptionally(failure(ErrorCode.TIMEOUT, "did not begin the session in time"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            started.completeExceptionally(failure(ErrorCode.CANCELLED, "was not waited for"));
        } catch (ExecutionException e) {
            // told below
        }
        opened.cancel();
        throw notStarted();
    }

    private ByokException notStarted() {
        try {
            started.getNow(null);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ByokException failure) {
                return failure;
            }
        }
        return failure(ErrorCode.PROVIDER_UNAVAILABLE, "did not begin the session");
    }

    @Override
    public void opened(LiveSocket opened) {
        socket = opened;
        ticking = clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        synchronized (this) {
            sendAll(opened, translator.opened());
        }
        if (!translator.awaitsStart()) {
            tell(List.of(new TranscriptionEvent.SessionStarted(Optional.empty())));
        }
    }

    @Override
    public void send(byte[] audio) {
        LiveSocket to = requireOpen();
        if (to.isFull()) {
            throw failure(ErrorCode.RATE_LIMITED, "takes audio slower than it is sent");
        }
        boolean taken;
        synchronized (this) {
            taken = finishing || sendAll(to, translator.audio(samples.apply(audio)));
        }
        if (!taken) {
            throw failure(ErrorCode.CANCELLED, "gets no more audio: the session is over");
        }
        lastSent = System.nanoTime();
        lastActive = lastSent;
    }

    @Override
    public void endUtterance() {
        LiveSocket to = requireOpen();
        synchronized (this) {
            sendAll(to, translator.endUtterance());
        }
    }

    @Override
    public void finish() {
        LiveSocket to = socket;
        boolean nothingToWaitFor;
        synchronized (this) {
            if (to == null || finishing || leaving || over) {
                return;
            }
            finishing = true;
            List<Frame> frames = translator.finish();
            nothingToWaitFor = frames.isEmpty();
            sendAll(to, frames);
        }
        if (nothingToWaitFor) {
            complete = true;
            leave();
        } else {
            awaitLastTexts();
        }
    }

    private synchronized void awaitLastTexts() {
        if (!over) {
            grace = clock.schedule(this::leave, GRACE.toMillis(), TimeUnit.MILLISECONDS);
            awaitSilence();
        }
    }

    private synchronized void awaitSilence() {
        if (silence != null) {
            silence.cancel(false);
        }
        silence = clock.schedule(this::leaveInSilence, SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void leaveInSilence() {
        synchronized (this) {
            complete |= !over && translator.endsInSilence();
        }
        if (complete) {
            leave();
        }
    }

    @Override
    public void close() {
        if (!complete) {
            closedHere = true;
        }
        leave();
    }

    private void leave() {
        LiveSocket to = socket;
        synchronized (this) {
            if (to == null || leaving || over) {
                return;
            }
            leaving = true;
            sendAll(to, translator.farewell());
        }
        to.close();
    }

    @Override
    public void text(String message) {
        take(Frame.text(message));
    }

    @Override
    public void binary(byte[] message) {
        take(Frame.binary(message));
    }

    private void take(Frame frame) {
        lastActive = System.nanoTime();
        List<TranscriptionEvent> told = new ArrayList<>(2);
        ByokException failure = null;
        boolean last = false;
        try {
            synchronized (this) {
                last = translator.accept(frame, told::add);
            }
        } catch (MalformedReply e) {
            failure = Failures.malformed(target, String.valueOf(e.getMessage()), NO_REPLY);
        } catch (ErrorInReply e) {
            failure = Failures.inReply(target, e.body(), NO_REPLY).exception();
        }
        tell(told);
        if (failure != null) {
            fail(failure);
        }
        if (last) {
            complete = !failed;
            leave();
        } else if (finishing) {
            awaitSilence();
        }
    }

    // what a vendor sends after a failure that no waiting mends is worth nothing
    private void fail(ByokException failure) {
        if (started.completeExceptionally(failure)) {
            return;
        }
        tellError(failure);
        if (failure.code() != ErrorCode.INVALID_REQUEST && failure.code() != ErrorCode.RATE_LIMITED) {
            failed = true;
            leave();
        }
    }

    @Override
    public void ended(LiveSocket.End end) {
        over = true;
        stopClocks();
        List<TranscriptionEvent> told = new ArrayList<>(2);
        Optional<VendorError> meant;
        synchronized (this) {
            translator.closing(told::add);
            meant = end.code() == 0 ? Optional.empty() : translator.closed(end.code(), end.reason());
        }
        ByokException why = meant.map(error -> Failures.ofClose(target, error)).orElseGet(() -> unmeant(end));
        if (started.completeExceptionally(why) || started.isCompletedExceptionally()) {
            return;
        }
        tell(told);
        boolean expected = closedHere || complete || (finishing && !leaving && meant.isEmpty() && isNormal(end));
        if (!expected && !errorTold && !failed) {
            tellError(why);
        }
        teller.close(
                expected && !closedHere && !failed, end.code() == 0 ? OptionalInt.empty() : OptionalInt.of(end.code()));
    }

    private synchronized void stopClocks() {
        for (Future<?> running : new Future<?>[] {ticking, silence, grace}) {
            if (running != null) {
                running.cancel(false);
            }
        }
    }

    private static boolean isNormal(LiveSocket.End end) {
        return end.failure() == null && (end.code() == NORMAL || end.code() == NO_CODE);
    }

    private ByokException unmeant(LiveSocket.End end) {
        if (idle) {
            return failure(ErrorCode.TIMEOUT, "got no audio and told nothing for " + idleLimit);
        }
        if (finishing && leaving) {
            return failure(ErrorCode.INCOMPLETE, "did not tell the last texts within " + GRACE);
        }
        return end.failure() != null
                ? end.failure()
                : failure(ErrorCode.INCOMPLETE, "ended the session before everything was written down");
    }

    private void tellError(ByokException failure) {
        errorTold = true;
        teller.accept(new TranscriptionEvent.Error(failure.code(), failure.summary(), failure.vendorCode()));
    }

    private void tell(List<TranscriptionEvent> events) {
        for (TranscriptionEvent event : events) {
            boolean begins = event instanceof TranscriptionEvent.SessionStarted;
            if (begins ? started.complete(null) : isStarted()) {
                teller.accept(event);
            }
        }
    }

    private boolean isStarted() {
        return started.isDone() && !started.isCompletedExceptionally();
    }

    // runs on the clock of all sessions
    private void tick() {
        LiveSocket to = socket;
        if (to == null || over) {
            return;
        }
        long now = System.nanoTime();
        if (now - lastActive > idleLimit.toNanos()) {
            idle = true;
            to.cancel();
            return;
        }
        KeepAlive keepAlive = translator.keepAlive();
        if (keepAlive != null && !leaving && now - lastSent >= keepAlive.after().toNanos()) {
            sendAll(to, List.of(keepAlive.frame()));
            lastSent = now;
        }
    }

    private LiveSocket requireOpen() {
        LiveSocket to = socket;
        if (to == null || finishing || leaving || over) {
            throw failure(ErrorCode.CANCELLED, "gets no more audio: the session is over");
        }
        return to;
    }

    private static boolean sendAll(LiveSocket to, List<Frame> frames) {
        boolean taken = true;
        for (Frame frame : frames) {
            String text = frame.text();
            byte[] binary = frame.binary();
            taken &= text != null ? to.send(text) : binary == null || to.send(binary);
        }
        return taken;
    }

    private ByokException failure(ErrorCode code, String what) {
        return ByokException.of(code, target.vendor().info().name() + " " + what)
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .build();
    }
}
