package dev.byok.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.slf4j.LoggerFactory;

/** Searches every event of every SLF4J logger, from TRACE on. */
final class LogSink extends UnsynchronizedAppenderBase<ILoggingEvent> {

    static final String NAME = "leak guard";

    private final Findings findings;

    LogSink(Findings findings) {
        this.findings = findings;
        setName(NAME);
    }

    /** Listens, also after a test configured logging anew. */
    void listen() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException("the leak guard reads logs through logback, which is not in charge here");
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.TRACE);
        if (!root.isAttached(this)) {
            setContext(context);
            start();
            root.addAppender(this);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        String where = "log " + event.getLoggerName() + " (" + event.getLevel() + ")";
        findings.search(where, event.getFormattedMessage());
        findings.search(where + ", thread name", event.getThreadName());
        if (event.getArgumentArray() != null) {
            for (Object argument : event.getArgumentArray()) {
                findings.search(where + ", argument", String.valueOf(argument));
            }
        }
        if (!event.getMDCPropertyMap().isEmpty()) {
            findings.search(where + ", MDC", event.getMDCPropertyMap().toString());
        }
        if (event.getKeyValuePairs() != null) {
            findings.search(
                    where + ", key-value pairs", event.getKeyValuePairs().toString());
        }
        if (event.getMarkerList() != null) {
            findings.search(where + ", markers", event.getMarkerList().toString());
        }
        IThrowableProxy proxy = event.getThrowableProxy();
        if (proxy instanceof ThrowableProxy thrown) {
            new ObjectGraph(findings).walk(where + ", exception", thrown.getThrowable());
        }
    }
}
