package dev.byok.crypto;

import static dev.byok.crypto.Contexts.HOME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.spi.SealContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LeakTest {

    private static final String CANARY = "sk-FAKE-canary-7Qm2Zt9X";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final MasterKeys keys = MasterKeys.ephemeral();
    private final TinkSealer sealer = new TinkSealer(keys);
    private final Level levelBefore = root.getLevel();
    private final List<String> sinks = new ArrayList<>();

    @BeforeEach
    void recordTheLog() {
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopRecording() {
        root.detachAppender(log);
        root.setLevel(levelBefore);
    }

    @Test
    void noExceptionAndNoToStringHoldsTheKey() {
        Secret key = Secret.of(CANARY);
        String sealed = sealer.seal(HOME, key);
        Secret opened = sealer.open(HOME, sealed);
        Secret closed = Secret.of(CANARY);
        closed.close();

        fail(() -> sealer.open(Contexts.of("globex", HOME.salt()), sealed));
        fail(() -> sealer.open(Contexts.of(HOME.tenant(), Contexts.salt(9, 9)), sealed));
        fail(() -> sealer.open(HOME, sealed + "A"));
        fail(() -> sealer.open(HOME, CANARY));
        fail(() -> sealer.open(HOME, "bks2." + CANARY));
        fail(() -> sealer.open(
                HOME, "bks1." + Base64.getUrlEncoder().withoutPadding().encodeToString(CANARY.getBytes(UTF_8))));
        fail(() -> new TinkSealer(MasterKeys.ephemeral()).open(HOME, sealed));
        fail(() -> sealer.seal(Contexts.of("\ud800", HOME.salt()), key));
        fail(() -> sealer.seal(Contexts.of("x".repeat(70_000), HOME.salt()), key));
        fail(() -> sealer.seal(HOME, closed));
        fail(() -> sealer.seal(new SealContext(null, HOME.salt(), "c", "p", "o", "f", 1), key));
        sinks.add("" + sealer + keys + opened + key + HOME);
        log.list.forEach(event -> sinks.add(event.getFormattedMessage()));

        assertThat(sinks).hasSizeGreaterThan(11).allSatisfy(LeakTest::assertClean);
    }

    @Test
    void catchesAPlantedLeak() {
        fail(() -> {
            throw ByokException.of(ErrorCode.CONFIGURATION, "bad key " + CANARY).build();
        });

        assertThat(catchThrowable(() -> sinks.forEach(LeakTest::assertClean))).isInstanceOf(AssertionError.class);
    }

    private void fail(ThrowingCallable call) {
        Throwable failure = catchThrowable(call);
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        sinks.add(trace.toString());
    }

    private static void assertClean(String text) {
        byte[] canary = CANARY.getBytes(UTF_8);
        assertThat(text)
                .doesNotContain(CANARY.substring(8))
                .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(canary))
                .doesNotContainIgnoringCase(HexFormat.of().formatHex(canary));
    }
}
