package dev.byok.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Searches the messages of all exceptions that this project's code made, also of those that were swallowed, with the
 * flight recorder. Exceptions that libraries made are left out: they do carry values, which is why they must not get
 * out, and what gets out is searched elsewhere.
 */
final class ThrownExceptions {

    private static final List<String> EVENTS = List.of("jdk.JavaExceptionThrow", "jdk.JavaErrorThrow");

    private final Findings findings;
    private @Nullable Recording recording;

    ThrownExceptions(Findings findings) {
        this.findings = findings;
    }

    synchronized void start() {
        if (recording == null) {
            recording = newRecording();
        }
    }

    /** Searches what was recorded since the last time, and goes on recording. */
    synchronized void search() {
        Recording finished = recording;
        recording = newRecording();
        if (finished == null) {
            return;
        }
        try (finished) {
            finished.stop();
            Path file = Files.createTempFile("byok-exceptions", ".jfr");
            try {
                finished.dump(file);
                RecordingFile.readAllEvents(file).forEach(this::search);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void search(RecordedEvent event) {
        if (EVENTS.contains(event.getEventType().getName()) && isMadeByProduction(event)) {
            String type = event.getClass("thrownClass").getName();
            findings.search("the message of a " + type, String.valueOf(event.getString("message")));
        }
    }

    private static boolean isMadeByProduction(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return false;
        }
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String type = frame.getMethod().getType().getName();
            boolean makesTheException = frame.getMethod().getName().equals("<init>")
                    || type.startsWith("java.lang.Throwable")
                    || type.startsWith("jdk.")
                    || type.startsWith("dev.byok.ByokException");
            if (!makesTheException) {
                return Origin.isProduction(type);
            }
        }
        return false;
    }

    private static Recording newRecording() {
        Recording recording = new Recording();
        for (String event : EVENTS) {
            recording.enable(event).withStackTrace().with("throttle", "off");
        }
        recording.start();
        return recording;
    }
}
