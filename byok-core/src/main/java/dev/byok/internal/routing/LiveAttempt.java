package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.Usage;
import dev.byok.spi.ProviderCredential;
import dev.byok.transcription.TranscriptionEvent;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands the events of a live session on, and writes its attempt down when it is over. One event at a time. */
final class LiveAttempt implements Consumer<TranscriptionEvent> {

    private final RouteLoop loop;
    private final Route route;
    private final ProviderCredential credential;
    private final Attempts attempts;
    private final Consumer<? super TranscriptionEvent> events;
    private final long start;
    private @Nullable Duration firstContent;
    private TranscriptionEvent.@Nullable Error error;

    LiveAttempt(
            RouteLoop loop,
            Route route,
            ProviderCredential credential,
            Attempts attempts,
            Consumer<? super TranscriptionEvent> events,
            long start) {
        this.loop = loop;
        this.route = route;
        this.credential = credential;
        this.attempts = attempts;
        this.events = events;
        this.start = start;
    }

    @Override
    public void accept(TranscriptionEvent event) {
        if (event instanceof TranscriptionEvent.Error told) {
            error = told;
        } else if (firstContent == null
                && (event instanceof TranscriptionEvent.Interim || event instanceof TranscriptionEvent.Final)) {
            firstContent = Attempts.since(start);
        } else if (event instanceof TranscriptionEvent.Closed closed) {
            settle(closed);
        }
        events.accept(event);
    }

    private void settle(TranscriptionEvent.Closed closed) {
        credential.close();
        if (closed.clean()) {
            attempts.served(route, Usage.UNKNOWN, firstContent, start);
            return;
        }
        ByokException failure = failure();
        attempts.failed(route, failure, Usage.UNKNOWN, firstContent, start);
        loop.noteRefusal(route, failure);
    }

    private ByokException failure() {
        ErrorCode code = error == null ? ErrorCode.CANCELLED : error.code();
        String why = error == null ? "the session was closed before its end" : error.message();
        return ByokException.of(code, why)
                .provider(route.provider().info().id())
                .credentialId(route.credentialId())
                .vendorCode(error == null ? null : error.vendorCode().orElse(null))
                .build();
    }
}
