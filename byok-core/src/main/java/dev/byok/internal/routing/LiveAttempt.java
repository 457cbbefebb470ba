package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.ProviderCredential;
import dev.byok.transcription.TranscriptionEvent;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands the events of a live session on, and writes its attempt down when it is over. One event at a time. */
final class LiveAttempt implements Consumer<TranscriptionEvent> {

    private final RouteLoop loop;
    private final Trial trial;
    private final ProviderCredential credential;
    private final Supplier<Metered> used;
    private final Consumer<? super TranscriptionEvent> events;
    private boolean heard;
    private TranscriptionEvent.@Nullable Error error;

    LiveAttempt(
            RouteLoop loop,
            Trial trial,
            ProviderCredential credential,
            Supplier<Metered> used,
            Consumer<? super TranscriptionEvent> events) {
        this.loop = loop;
        this.trial = trial;
        this.credential = credential;
        this.used = used;
        this.events = events;
    }

    @Override
    public void accept(TranscriptionEvent event) {
        if (event instanceof TranscriptionEvent.Error told) {
            error = told;
        } else if (!heard
                && (event instanceof TranscriptionEvent.Interim || event instanceof TranscriptionEvent.Final)) {
            heard = true;
            trial.contentCame();
        } else if (event instanceof TranscriptionEvent.Closed closed) {
            settle(closed);
        }
        events.accept(event);
    }

    private void settle(TranscriptionEvent.Closed closed) {
        credential.close();
        if (closed.clean()) {
            trial.served(used.get());
            return;
        }
        ByokException failure = failure();
        trial.failed(failure, used.get());
        loop.noteRefusal(trial.route(), failure);
        trial.attempts().end(failure.code());
    }

    private ByokException failure() {
        ErrorCode code = error == null ? ErrorCode.CANCELLED : error.code();
        String why = error == null ? "the session was closed before its end" : error.message();
        return ByokException.of(code, why)
                .provider(trial.route().provider().info().id())
                .credentialId(trial.route().credentialId())
                .vendorCode(error == null ? null : error.vendorCode().orElse(null))
                .build();
    }
}
