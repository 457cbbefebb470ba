package dev.byok.testkit;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Searches every record of every {@code java.util.logging} logger; OkHttp and Tink log there. */
final class JulSink extends Handler {

    // They print the requests they receive, which tests report with LeakGuard.sawRequest. Held, because
    // java.util.logging
    // forgets the level of a logger that nobody holds.
    private static final List<Logger> TEST_SERVERS =
            List.of(Logger.getLogger("mockwebserver3"), Logger.getLogger("okhttp3.mockwebserver"));

    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Findings findings;

    JulSink(Findings findings) {
        this.findings = findings;
    }

    /** Listens, also after a test configured logging anew. */
    void listen() {
        Logger root = Logger.getLogger("");
        if (!List.of(root.getHandlers()).contains(this)) {
            root.addHandler(this);
        }
        setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        TEST_SERVERS.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @Override
    public void publish(LogRecord event) {
        String where = "java.util.logging " + event.getLoggerName() + " (" + event.getLevel() + ")";
        findings.search(where, formatter.formatMessage(event));
        if (event.getParameters() != null) {
            for (Object parameter : event.getParameters()) {
                findings.search(where + ", parameter", String.valueOf(parameter));
            }
        }
        if (event.getThrown() != null) {
            new ObjectGraph(findings).walk(where + ", exception", event.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
