package dev.byok.providers.engine;

import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionEvent.Final;
import dev.byok.transcription.TranscriptionEvent.Interim;
import dev.byok.transcription.TranscriptionEvent.SpeechStarted;
import dev.byok.transcription.TranscriptionEvent.UtteranceEnd;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Makes one order of what vendors tell in many: every utterance begins with {@link SpeechStarted}, which is told here when
 * the vendor does not, and ends at most once and after its finals, also where the vendor tells a pause before the text.
 * Used by one thread at a time; knows no clocks.
 */
final class EventOrder {

    private final Consumer<? super TranscriptionEvent> out;
    private final boolean interim;
    private final StringBuilder text = new StringBuilder();
    private int utterance;
    private boolean speaking;
    private boolean endIsDue;
    private boolean textIsLate;

    /**
     * Makes one.
     *
     * @param out gets events in order
     * @param interim whether texts are wanted before they are final
     */
    EventOrder(Consumer<? super TranscriptionEvent> out, boolean interim) {
        this.out = out;
        this.interim = interim;
    }

    void accept(TranscriptionEvent event) {
        if (event instanceof SpeechStarted started) {
            textIsLate = false;
            if (!speaking) {
                begin(started);
            }
        } else if (event instanceof Interim guess) {
            guess(guess);
        } else if (event instanceof Final said) {
            say(said);
        } else if (event instanceof UtteranceEnd pause) {
            pause(pause.synthetic());
        } else {
            out.accept(event);
        }
    }

    /** Whether a pause was told whose text has not come yet. */
    boolean isEndHeldBack() {
        return endIsDue;
    }

    /** Nobody waits for that text any longer; when it comes all the same, it is an utterance of its own. */
    void endWithoutText() {
        textIsLate = true;
        end(false);
    }

    /** Nothing more comes. */
    void close(boolean clean, OptionalInt code) {
        if (!text.isEmpty()) {
            end(true);
        }
        out.accept(new TranscriptionEvent.Closed(clean, code));
    }

    private void guess(Interim guess) {
        String words = guess.text().strip();
        if (words.isEmpty()) {
            return;
        }
        beginUnlessBegun();
        if (interim) {
            out.accept(new Interim(utterance, words, guess.words()));
        }
    }

    private void say(Final said) {
        String words = said.text().strip();
        if (!words.isEmpty()) {
            beginUnlessBegun();
            append(said.text(), words);
            out.accept(new Final(utterance, words, said.confidence(), said.language(), said.words()));
        }
        if (endIsDue) {
            end(false);
        } else if (textIsLate && !text.isEmpty()) {
            end(true);
        }
    }

    // a pause is an end when its text is there; else it becomes one with the text
    private void pause(boolean synthetic) {
        if (!text.isEmpty()) {
            end(synthetic);
        } else if (speaking) {
            endIsDue = true;
        }
    }

    private void beginUnlessBegun() {
        if (!speaking) {
            begin(new SpeechStarted(Optional.empty(), true));
        }
    }

    private void begin(SpeechStarted started) {
        speaking = true;
        out.accept(started);
    }

    private void append(String said, String words) {
        boolean joined = text.isEmpty() || ",.;:!?".indexOf(said.charAt(0)) >= 0;
        text.append(joined ? "" : " ").append(words);
    }

    private void end(boolean synthetic) {
        speaking = false;
        textIsLate &= text.isEmpty();
        endIsDue = false;
        String whole = text.toString();
        text.setLength(0);
        out.accept(new UtteranceEnd(utterance++, whole, synthetic));
    }
}
