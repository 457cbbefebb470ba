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
import dev.byok.spi.EndToEndContext;
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
    void noExceptionAndNoToStringHoldsAnEndToEndKeyOrAWordOfItsPhrase() {
        String words = "legal winner thank year wave sausage worth useful legal winner thank yellow";
        EndToEndContext place = new EndToEndContext("acme", "tp_1", "openai", "api_key");
        RecoveryPhrase phrase = RecoveryPhrase.read(words);
        EndToEndKey key = EndToEndKey.of(phrase);
        String sealed = new EndToEndSealer(key).seal(place, Secret.of(CANARY));
        Secret opened = key.open(place, sealed);

        fail(() -> RecoveryPhrase.read("sausage"));
        fail(() -> RecoveryPhrase.read(words.replace("winner", CANARY)));
        fail(() -> RecoveryPhrase.read(words.replace("winner", "sausage")));
        fail(() -> EndToEndKey.of(RecoveryPhrase.generate()).open(place, sealed));
        fail(() -> key.open(new EndToEndContext("globex", "tp_1", "openai", "api_key"), sealed));
        fail(() -> key.open(place, CANARY));
        fail(() -> key.open(place, "bke2." + CANARY));
        fail(() -> phrase.isWord(13, "sausage"));
        sinks.add("" + phrase + key + opened + key.proof("acme") + new EndToEndSealer(key));
        phrase.close();
        key.close();
        fail(phrase::reveal);
        fail(() -> key.open(place, sealed));
        log.list.forEach(event -> sinks.add(event.getFormattedMessage()));

        assertThat(sinks)
                .hasSizeGreaterThan(10)
                .allSatisfy(LeakTest::assertClean)
                .allSatisfy(sink -> assertThat(sink).doesNotContain("sausage").doesNotContain("winner"));
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
