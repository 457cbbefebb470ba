package dev.byok.providers.contract;

import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionEvent.Closed;
import dev.byok.transcription.TranscriptionEvent.Final;
import dev.byok.transcription.TranscriptionEvent.Interim;
import dev.byok.transcription.TranscriptionEvent.SessionStarted;
import dev.byok.transcription.TranscriptionEvent.SpeechStarted;
import dev.byok.transcription.TranscriptionEvent.UtteranceEnd;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An event on one line:
 *
 * <pre>
 * started sess_1
 * speech 120 native             or: speech - synthetic
 * interim 0 "Hello" [Hello@0-400]
 * final 0 "Hello, Ada." 0.98 en [Hello@0-400/0.99/speaker]
 * end 0 "Hello, Ada." native
 * error RATE_LIMITED 3009
 * closed clean 1000             or: closed early -
 * </pre>
 */
final class LiveEventText {

    private LiveEventText() {}

    static String of(TranscriptionEvent event) {
        if (event instanceof SessionStarted started) {
            return "started " + started.vendorSessionId().orElse("-");
        }
        if (event instanceof SpeechStarted started) {
            return "speech "
                    + started.at().map(at -> String.valueOf(at.toMillis())).orElse("-") + origin(started.synthetic());
        }
        if (event instanceof Interim guess) {
            return "interim " + guess.utterance() + " \"" + guess.text() + "\"" + words(guess.words());
        }
        if (event instanceof Final said) {
            return "final " + said.utterance() + " \"" + said.text() + "\" "
                    + (said.confidence().isPresent() ? said.confidence().getAsDouble() : "-") + " "
                    + said.language().orElse("-") + words(said.words());
        }
        if (event instanceof UtteranceEnd end) {
            return "end " + end.utterance() + " \"" + end.text() + "\"" + origin(end.synthetic());
        }
        if (event instanceof TranscriptionEvent.Error error) {
            return "error " + error.code() + " " + error.vendorCode().orElse("-");
        }
        Closed closed = (Closed) event;
        return "closed " + (closed.clean() ? "clean " : "early ")
                + (closed.closeCode().isPresent() ? closed.closeCode().getAsInt() : "-");
    }

    private static String origin(boolean synthetic) {
        return synthetic ? " synthetic" : " native";
    }

    private static String words(List<TranscribedWord> words) {
        return words.isEmpty()
                ? ""
                : words.stream().map(LiveEventText::word).collect(Collectors.joining(" ", " [", "]"));
    }

    private static String word(TranscribedWord word) {
        return word.text() + "@" + word.start().toMillis() + "-" + word.end().toMillis()
                + (word.confidence().isPresent() ? "/" + word.confidence().getAsDouble() : "")
                + word.speaker().map(speaker -> "/" + speaker).orElse("");
    }
}
