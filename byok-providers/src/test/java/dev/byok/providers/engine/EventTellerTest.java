package dev.byok.providers.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionEvent.Closed;
import dev.byok.transcription.TranscriptionEvent.Final;
import dev.byok.transcription.TranscriptionEvent.Interim;
import dev.byok.transcription.TranscriptionEvent.SpeechStarted;
import dev.byok.transcription.TranscriptionEvent.UtteranceEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A pause that is told before its text waits for it, but not for ever. */
class EventTellerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final SpeechStarted BEGIN = new SpeechStarted(Optional.empty(), false);
    private static final UtteranceEnd PAUSE = new UtteranceEnd(0, "", false);

    private final ManualClock clock = new ManualClock();
    private final List<TranscriptionEvent> told = new ArrayList<>();
    private final EventTeller teller = teller(told::add);

    @Test
    void waitsForTheTextOfAPause() {
        teller.accept(BEGIN);
        teller.accept(PAUSE);
        clock.advance(PATIENCE.minusMillis(1));
        assertThat(told).containsExactly(BEGIN);

        teller.accept(said("Hello."));
        clock.advance(Duration.ofHours(1));

        assertThat(told).containsExactly(BEGIN, said("Hello."), new UtteranceEnd(0, "Hello.", false));
        assertThat(clock.due()).isZero();
    }

    @Test
    void endsAnUtteranceWhoseTextDoesNotCome() {
        teller.accept(BEGIN);
        teller.accept(PAUSE);
        clock.advance(PATIENCE);

        assertThat(told).containsExactly(BEGIN, new UtteranceEnd(0, "", false));
        teller.accept(BEGIN);
        assertThat(told).hasSize(3).endsWith(BEGIN);
    }

    @Test
    void makesATextThatComesTooLateAnUtteranceOfItsOwn() {
        teller.accept(BEGIN);
        teller.accept(PAUSE);
        clock.advance(PATIENCE);
        teller.accept(said("Hello."));
        teller.accept(PAUSE);
        clock.advance(PATIENCE);

        assertThat(told)
                .containsExactly(
                        BEGIN,
                        new UtteranceEnd(0, "", false),
                        new SpeechStarted(Optional.empty(), true),
                        new Final(1, "Hello.", OptionalDouble.empty(), Optional.empty(), List.of()),
                        new UtteranceEnd(1, "Hello.", true));
    }

    @Test
    void doesNotTakeTheTextOfTheNextUtteranceForALateOne() {
        teller.accept(BEGIN);
        teller.accept(PAUSE);
        clock.advance(PATIENCE);
        teller.accept(BEGIN);
        teller.accept(said("Next."));

        assertThat(told.get(told.size() - 1)).isInstanceOf(Final.class);
        teller.accept(PAUSE);
        assertThat(told.get(told.size() - 1)).isEqualTo(new UtteranceEnd(1, "Next.", false));
    }

    @Test
    void waitsAnewWhileTheTextIsComing() {
        teller.accept(BEGIN);
        teller.accept(PAUSE);
        for (int i = 0; i < 5; i++) {
            clock.advance(PATIENCE.minusMillis(1));
            teller.accept(new Interim(0, "Hel", List.of()));
        }
        teller.accept(said("Hello."));

        assertThat(told.get(told.size() - 1)).isEqualTo(new UtteranceEnd(0, "Hello.", false));
        assertThat(told).filteredOn(UtteranceEnd.class::isInstance).hasSize(1);
    }

    @Test
    void tellsNothingAfterTheSessionIsOver() {
        teller.accept(BEGIN);
        teller.accept(PAUSE);
        teller.close(true, OptionalInt.of(1000));
        clock.advance(Duration.ofHours(1));

        assertThat(told).containsExactly(BEGIN, new Closed(true, OptionalInt.of(1000)));
    }

    @Test
    void doesNotHoldUpTheClockForAConsumerThatBlocks() {
        List<Runnable> threads = new ArrayList<>();
        EventTeller patient = new EventTeller(new EventOrder(told::add, true), PATIENCE, clock, threads::add);
        patient.accept(BEGIN);
        patient.accept(PAUSE);
        clock.advance(PATIENCE);

        assertThat(told).containsExactly(BEGIN);
        // the text comes first after all
        patient.accept(said("Hello."));
        threads.forEach(Runnable::run);
        assertThat(told).containsExactly(BEGIN, said("Hello."), new UtteranceEnd(0, "Hello.", false));
    }

    @Test
    void endsTheSessionOfAConsumerThatThrows() {
        List<Throwable> uncaught = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((where, what) -> uncaught.add(what));
        try {
            EventTeller careless = teller(event -> {
                throw new IllegalStateException("a bug of the application");
            });
            careless.whenConsumerThrows(() -> ended.add("closed"));
            careless.accept(BEGIN);
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }

        assertThat(ended).containsExactly("closed");
        assertThat(uncaught).singleElement().isInstanceOf(IllegalStateException.class);
    }

    private EventTeller teller(Consumer<TranscriptionEvent> out) {
        return new EventTeller(new EventOrder(out, true), PATIENCE, clock, Runnable::run);
    }

    private static Final said(String text) {
        return new Final(0, text, OptionalDouble.empty(), Optional.empty(), List.of());
    }
}
