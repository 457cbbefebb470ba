package dev.byok.event;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialStatus;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LoggingListenerTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("a test of usage");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final LoggingListener listener = new LoggingListener("a test of usage");

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    @Test
    void writesTenantRouteOutcomeAndFigures() {
        listener.onEvent(Usages.of("acme", 1, "gpt-4o", null));

        ILoggingEvent line = lines.list.get(0);
        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(line.getFormattedMessage())
                .isEqualTo("chat of acme, attempt 1: openai/gpt-4o with OWN_KEY tp_1: served in 120 ms, 9 tokens in, "
                        + "2 out, $0.0000425");
        assertThat(line.getKeyValuePairs()).extracting(pair -> pair.key).contains("tenant", "provider", "cost");
    }

    @Test
    void writesAFailureAsAWarningWithoutTheVendorsWords() {
        listener.onEvent(Usages.of("acme", 2, "gpt-4o", ErrorCode.RATE_LIMITED));

        ILoggingEvent line = lines.list.get(0);
        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getFormattedMessage())
                .contains("attempt 2", "rate_limited")
                .doesNotContain("words of a vendor");
    }

    @Test
    void staysOnOneLineWhateverAModelIsCalled() {
        listener.onEvent(Usages.of("acme\nroot", 1, "gpt\r\nINFO all is well", null));

        ILoggingEvent line = lines.list.get(0);
        assertThat(line.getFormattedMessage()).doesNotContain("\n", "\r");
        assertThat(line.getKeyValuePairs())
                .allSatisfy(pair -> assertThat(String.valueOf(pair.value)).doesNotContain("\n", "\r"));
    }

    @Test
    void writesChangesOfCredentials() {
        listener.onEvent(new CredentialEvent(
                "acme", "tp_1", "openai", CredentialEvent.Action.FAILED_IN_USE, CredentialStatus.INVALID));

        assertThat(lines.list.get(0).getFormattedMessage())
                .isEqualTo("credential tp_1 of acme at openai: FAILED_IN_USE, INVALID");
    }

    @Test
    void writesErasuresOfTenants() {
        listener.onEvent(new TenantEvent("acme\nroot", TenantEvent.Action.ERASED, 3));

        assertThat(lines.list.get(0).getFormattedMessage())
                .isEqualTo("tenant acme?root: ERASED, 3 credentials removed");
    }

    @Test
    void tellsFingerprintsToLogsThatAreReadByMachines() {
        listener.onEvent(new CredentialEvent(
                "acme",
                "tp_1",
                "openai",
                CredentialEvent.Action.ROTATED,
                CredentialStatus.UNTESTED,
                Map.of("api_key", "fp1.7.FAKE")));

        assertThat(lines.list.get(0).getKeyValuePairs())
                .anySatisfy(pair -> assertThat(pair).hasToString("fingerprints=\"{api_key=fp1.7.FAKE}\""));
    }
}
