package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatAccumulator;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatStream;
import dev.byok.chat.Usage;
import dev.byok.routing.Attempt;
import dev.byok.routing.Receipt;
import dev.byok.spi.ChatEvents;
import dev.byok.spi.ProviderCredential;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A stream whose route is settled. It writes its attempt down once, when it ends, fails or is closed. */
final class RoutedChatStream implements ChatStream {

    private final RouteLoop loop;
    private final Route route;
    private final ProviderCredential credential;
    private final Attempts attempts;
    private final ChatEvents events;
    private final Queue<ChatEvent> ready;
    private final @Nullable Duration firstContent;
    private final long start;
    private final ChatAccumulator read = new ChatAccumulator();
    private final AtomicBoolean settled = new AtomicBoolean();
    private boolean complete;
    private @Nullable ByokException broken;

    RoutedChatStream(
            RouteLoop loop,
            Route route,
            ProviderCredential credential,
            Attempts attempts,
            ChatEvents events,
            Queue<ChatEvent> ready,
            @Nullable Duration firstContent,
            long start) {
        this.loop = loop;
        this.route = route;
        this.credential = credential;
        this.attempts = attempts;
        this.events = events;
        this.ready = ready;
        this.firstContent = firstContent;
        this.start = start;
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
        return ready.add(event);
    }

    @Override
    public ChatEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the answer is complete");
        }
        ChatEvent event = ready.remove();
        read.add(event);
        return event;
    }

    @Override
    public ChatCompletion soFar() {
        return read.completion();
    }

    @Override
    public Receipt receipt() {
        if (settled.get()) {
            return attempts.receipt();
        }
        Receipt before = attempts.receipt();
        List<Attempt> all = new ArrayList<>(before.attempts());
        all.add(new Attempt(
                route.provider().info().id(),
                route.model(),
                route.credentialId(),
                route.source(),
                null,
                null,
                0,
                read.usage(),
                firstContent,
                Attempts.since(start)));
        return new Receipt(before.tenant(), all);
    }

    @Override
    public void close() {
        events.close();
        settle(complete ? null : cancelled());
    }

    private ByokException fail(ByokException e) {
        settle(e);
        ByokException failure = e.toBuilder().receipt(attempts.receipt()).build();
        broken = failure;
        return failure;
    }

    private ByokException cancelled() {
        return ByokException.of(ErrorCode.CANCELLED, "the stream was closed before its end")
                .provider(route.provider().info().id())
                .credentialId(route.credentialId())
                .build();
    }

    private void settle(@Nullable ByokException failure) {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        events.close();
        credential.close();
        Usage usage = read.usage();
        if (failure == null) {
            attempts.served(route, usage, firstContent, start);
        } else {
            attempts.failed(route, failure, usage, firstContent, start);
            loop.noteRefusal(route, failure);
        }
    }
}
