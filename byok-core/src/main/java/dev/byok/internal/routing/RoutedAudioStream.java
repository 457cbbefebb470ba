package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.routing.Attempt;
import dev.byok.routing.Receipt;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioStream;
import dev.byok.speech.SpeechEvent;
import dev.byok.speech.SpeechRequest;
import dev.byok.speech.WordTimestamp;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.SpeechEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Audio whose route is settled. It writes its attempt down once, when it ends, fails or is closed. */
final class RoutedAudioStream implements AudioStream {

    private final RouteLoop loop;
    private final Trial trial;
    private final SpeechMeter meter;
    private final ProviderCredential credential;
    private final AudioFormat format;
    private final SpeechEvents events;
    private final Queue<SpeechEvent> ready;
    private final List<WordTimestamp> words = new ArrayList<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private long characters;
    private byte @Nullable [] piece;
    private boolean complete;
    private @Nullable ByokException broken;

    RoutedAudioStream(
            RouteLoop loop,
            Trial trial,
            SpeechMeter meter,
            ProviderCredential credential,
            SpeechRequest request,
            SpeechEvents events,
            Queue<SpeechEvent> ready) {
        this.loop = loop;
        this.trial = trial;
        this.meter = meter;
        this.credential = credential;
        this.format = request.format();
        this.characters = request.text().codePointCount(0, request.text().length());
        this.events = events;
        this.ready = ready;
    }

    @Override
    public AudioFormat format() {
        return format;
    }

    @Override
    public boolean hasNext() {
        while (piece == null && !complete) {
            if (broken != null) {
                // whoever reads on must not take the part for the whole
                throw broken;
            }
            take(ready.isEmpty() ? read() : ready.remove());
        }
        return piece != null;
    }

    @Override
    public byte[] next() {
        if (!hasNext() || piece == null) {
            throw new NoSuchElementException("the audio is complete");
        }
        byte[] next = piece;
        piece = null;
        return next;
    }

    @Override
    public List<WordTimestamp> words() {
        return List.copyOf(words);
    }

    @Override
    public long characters() {
        return characters;
    }

    @Override
    public Receipt receipt() {
        Receipt before = trial.attempts().receipt();
        if (settled.get()) {
            return before;
        }
        List<Attempt> all = new ArrayList<>(before.attempts());
        all.add(trial.soFar(meter.spoken(trial.route(), characters, true)));
        return new Receipt(before.tenant(), all);
    }

    @Override
    public void close() {
        events.close();
        settle(complete ? null : cancelled());
    }

    private @Nullable SpeechEvent read() {
        try {
            return events.next();
        } catch (ByokException e) {
            settle(e);
            broken = e.toBuilder().receipt(trial.attempts().receipt()).build();
            throw broken;
        }
    }

    private void take(@Nullable SpeechEvent event) {
        if (event == null) {
            complete = true;
            settle(null);
        } else if (event instanceof SpeechEvent.Audio audio) {
            piece = audio.bytes();
        } else if (event instanceof SpeechEvent.Words more) {
            words.addAll(more.words());
        } else if (event instanceof SpeechEvent.CharactersReported told) {
            characters = told.characters();
        }
    }

    private ByokException cancelled() {
        return ByokException.of(ErrorCode.CANCELLED, "the audio was closed before its end")
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
        Metered used = meter.spoken(trial.route(), characters, failure != null);
        if (failure == null) {
            trial.served(used);
        } else {
            trial.failed(failure, used);
            loop.noteRefusal(trial.route(), failure);
            trial.attempts().end(failure.code());
        }
    }
}
