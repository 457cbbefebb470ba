package dev.byok.event;

import dev.byok.routing.Attempt;
import dev.byok.routing.Consumption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes every attempt and every change of a credential to SLF4J, one line each: tenant, route, outcome and figures. Never
 * a key, never content, and no words of a vendor. The same is there as key-value pairs, for logs that are read by
 * machines.
 *
 * <p>Attempts that served, and changes, are logged as {@code INFO}; attempts that failed as {@code WARN}.
 */
public final class LoggingListener implements ByokListener {

    private final Logger log;

    /** Makes one that logs as {@code dev.byok.usage}. */
    public LoggingListener() {
        this("dev.byok.usage");
    }

    /**
     * Makes one.
     *
     * @param loggerName under which name it logs
     */
    public LoggingListener(String loggerName) {
        this.log = LoggerFactory.getLogger(loggerName);
    }

    @Override
    public void onEvent(ByokEvent event) {
        if (event instanceof UsageEvent usage) {
            log(usage);
        } else if (event instanceof CredentialEvent change) {
            log(change);
        } else if (event instanceof TenantEvent change) {
            log.atInfo()
                    .addKeyValue("tenant", printable(change.tenant()))
                    .log(
                            "tenant {}: {}, {} credentials removed",
                            printable(change.tenant()),
                            change.action(),
                            change.credentials());
        }
    }

    private void log(CredentialEvent change) {
        log.atInfo()
                .addKeyValue("tenant", printable(change.tenant()))
                .addKeyValue("provider", change.provider())
                .addKeyValue("credential", change.credentialId())
                .addKeyValue("fingerprints", change.fingerprints())
                .log(
                        "credential {} of {} at {}: {}, {}",
                        change.credentialId(),
                        printable(change.tenant()),
                        change.provider(),
                        change.action(),
                        change.status());
    }

    private void log(UsageEvent event) {
        Attempt attempt = event.attempt();
        Consumption used = attempt.consumption();
        String outcome = attempt.error() == null ? "served" : attempt.error().id();
        LoggingEventBuilder line = attempt.served() ? log.atInfo() : log.atWarn();
        line.addKeyValue("tenant", printable(event.tenant()))
                .addKeyValue("capability", event.capability())
                .addKeyValue("attempt", event.number())
                .addKeyValue("provider", attempt.provider())
                .addKeyValue("model", printable(attempt.model()))
                .addKeyValue("credential", attempt.credentialId())
                .addKeyValue("source", attempt.source())
                .addKeyValue("outcome", outcome)
                .addKeyValue("sent", attempt.sent())
                .addKeyValue("inputTokens", used.tokens().inputTokens())
                .addKeyValue("outputTokens", used.tokens().outputTokens())
                .addKeyValue("estimated", used.estimated())
                .addKeyValue("cost", attempt.cost())
                .addKeyValue("millis", attempt.duration().toMillis())
                .log(
                        "{} of {}, attempt {}: {}/{} with {} {}: {} in {} ms, {} tokens in, {} out, {}",
                        event.capability(),
                        printable(event.tenant()),
                        event.number(),
                        attempt.provider(),
                        printable(attempt.model()),
                        attempt.source(),
                        attempt.credentialId(),
                        outcome,
                        attempt.duration().toMillis(),
                        used.tokens().inputTokens(),
                        used.tokens().outputTokens(),
                        attempt.cost());
    }

    // names of tenants and models come from callers; a line feed in one must not forge a line of the log
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
