package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatAccumulator;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatStream;
import dev.byok.routing.Attempt;
import dev.byok.routing.Receipt;
import dev.byok.spi.ChatEvents;
import dev.byok.spi.ProviderCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose route is settled. It writes its attempt down once, when it ends, fails or is closed; what it used is
 * estimated unless it ended by itself.
 */
final class RoutedChatStream implements ChatStream {

    private final RouteLoop loop;
    private final Trial trial;
    private final ChatMeter meter;
    private final ProviderCredential credential;
    private final ChatEvents events;
    private final Queue<ChatEvent> ready;
    private final ChatAccumulator answer = new ChatAccumulator();
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile boolean lost;
    private boolean complete;
    private @Nullable ByokException broken;

    RoutedChatStream(
            RouteLoop loop,
            Trial trial,
            ChatMeter meter,
            ProviderCredential credential,
            ChatEvents events,
            Queue<ChatEvent> begun) {
        this.loop = loop;
        this.trial = trial;
        this.meter = meter;
        this.credential = credential;
        this.events = events;
        this.ready = begun;
        begun.forEach(answer::add);
    }

    @Override
    public boolean hasNext() {
        if (!ready.isEmpty()) {
            return true;
        }
        if (broken != null) {
            // whoever reads on must not take the part for the whole
            throw broken;
        }
        if (complete) {
            return false;
        }
        ChatEvent event;
        try {
            event = events.next();
        } catch (ByokException e) {
            throw fail(e);
        }
        if (event == null) {
            complete = true;
            settle(null);
            return false;
        }
        // whoever closes the stream may be another thread, and counts what has come
        synchronized (answer) {
            answer.add(event);
        }
        return ready.add(event);
    }

    @Override
    public ChatEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the answer is complete");
        }
        return ready.remove();
    }

    @Override
    public ChatCompletion soFar() {
        synchronized (answer) {
            return answer.completion();
        }
    }

    @Override
    public Receipt receipt() {
        Receipt before = trial.attempts().receipt();
        if (settled.get()) {
            return before;
        }
        List<Attempt> all = new ArrayList<>(before.attempts());
        all.add(trial.soFar(meter.brokenOff(trial.route(), soFar())));
        return new Receipt(before.tenant(), all);
    }

    @Override
    public void close() {
        events.close();
        settle(complete ? null : cancelled());
    }

    /** Ends it because another attempt of the same call was faster: the call goes on without it. */
    void lose() {
        lost = true;
        close();
    }

    private ByokException fail(ByokException e) {
        settle(e);
        ByokException failure =
                e.toBuilder().receipt(trial.attempts().receipt()).build();
        broken = failure;
        return failure;
    }

    private ByokException cancelled() {
        return ByokException.of(ErrorCode.CANCELLED, "the stream was closed before its end")
                .provider(trial.route().provider().info().id())
                .credentialId(trial.route().credentialId())
                .build();
    }

    private void settle(@Nullable ByokException failure) {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        events.close();
        credential.close();
        Route route = trial.route();
        if (failure == null) {
            trial.served(meter.answered(route, soFar()));
        } else {
            trial.failed(failure, meter.brokenOff(route, soFar()));
            loop.noteRefusal(route, failure);
            if (!lost) {
                trial.attempts().end(failure.code());
            }
        }
    }
}
