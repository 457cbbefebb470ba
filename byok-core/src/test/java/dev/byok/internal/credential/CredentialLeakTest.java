package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.spi.ValidationResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Runs every operation and every failure with a key that is easy to find again, and looks for it everywhere. */
class CredentialLeakTest {

    private static final String CANARY = "sk-FAKE-CANARY-0a1b2c3d4e5f60718293";
    private static final String HEART = "CANARY-0a1b2c3d4e5f";

    private final Bench bench = new Bench();
    private final List<Object> seen = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();

    @BeforeEach
    void listen() {
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(level);
    }

    @Test
    void noOperationShowsTheKey() {
        CredentialInput input = Bench.openAi(CANARY).field("organization", "org-1");
        see(input);
        see(bench.credentials.validate(input));
        String id = bench.credentials.connect(input).id();
        see(bench.credentials.get(id));
        see(bench.credentials.test(id));
        see(bench.credentials.rotate(id, Map.of("api_key", CANARY)));
        see(bench.credentials.edit(id, Map.of("api_key", CANARY, "base_url", "https://llm.example")));
        see(bench.credentials.relabel(id, "renamed"));
        see(bench.credentials.makeDefault(id));
        see(bench.credentials.disable(id));
        see(bench.credentials.enable(id));
        see(bench.row(id));
        see(bench.row(id).secrets());
        see(bench.row(id).secrets().get("api_key").sealed());
        see(bench.credentials.disconnect(id));
        see(bench.credentials.list());

        assertNothingLeaked();
    }

    @Test
    void noFailureShowsTheKey() {
        String id = bench.credentials.connect(Bench.openAi(CANARY)).id();
        CredentialInput wrong =
                Bench.openAi(CANARY + "\u0455").field("nope", CANARY).label("\n");
        fail(ErrorCode.INVALID_FIELDS, () -> bench.credentials.connect(wrong));
        fail(ErrorCode.INVALID_FIELDS, () -> bench.credentials.rotate(id, Map.of("api_key", "Bearer " + CANARY)));
        fail(ErrorCode.INVALID_FIELDS, () -> bench.credentials.edit(id, Map.of("api_key", "'" + CANARY + "'")));
        fail(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.validate(
                        Bench.bedrock("FAKE-access-1", "x").field("region", CANARY)));
        fail(ErrorCode.NOT_FOUND, () -> bench.credentials.get(CANARY));
        fail(ErrorCode.NOT_FOUND, () -> bench.credentials.purge(CANARY));
        bench.openAi.check = credential -> {
            throw new IllegalArgumentException(
                    "Unexpected char in Authorization: " + CANARY, new RuntimeException(CANARY));
        };
        fail(ErrorCode.CONFIGURATION, () -> bench.credentials.test(id));
        fail(ErrorCode.CONFIGURATION, () -> bench.credentials.validate(Bench.openAi(CANARY)));
        fail(
                ErrorCode.CONFIGURATION,
                () -> bench.credentials.connect(Bench.openAi(CANARY).field("base_url", "https://" + CANARY + " /")));
        bench.store.beforeWrite = () -> {
            throw new IllegalStateException("no connection");
        };
        bench.service.markFailed(bench.row(id), ErrorCode.AUTH_FAILED, "refused");

        assertThat(log.list).as("the failed write was logged").isNotEmpty();
        assertNothingLeaked();
    }

    @Test
    void aVendorsVerdictIsStoredAsTheVendorModuleScrubbedIt() {
        bench.openAi.check = credential -> ValidationResult.of(
                ValidationResult.Verdict.INVALID, ErrorCode.AUTH_FAILED, "refused: " + credential, Optional.empty());
        String id = bench.credentials.connect(Bench.openAi(CANARY)).id();

        see(bench.credentials.test(id));
        see(bench.credentials.get(id));

        assertNothingLeaked();
    }

    @Test
    void theSearchFindsAPlantedLeak() {
        see("harmless");
        assertThat(leaks()).isEmpty();

        see(Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8)));
        Logger planted = (Logger) LoggerFactory.getLogger("planted");
        planted.setAdditive(false);
        planted.addAppender(log);
        planted.trace("{}", CANARY);
        planted.detachAppender(log);

        assertThat(leaks()).hasSize(2);
    }

    private void see(Object value) {
        seen.add(value);
    }

    private void fail(ErrorCode code, ThrowableAssert.ThrowingCallable call) {
        ByokException failure = Bench.failure(code, call);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        seen.add(trace);
        seen.add(
                failure.getMessage() + failure.hint() + failure.faults() + failure.provider() + failure.credentialId());
    }

    private void assertNothingLeaked() {
        seen.addAll(bench.events);
        assertThat(seen).hasSizeGreaterThan(2);
        assertThat(leaks()).isEmpty();
    }

    private List<String> leaks() {
        byte[] heart = HEART.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
        List<String> forms = List.of(HEART, HexFormat.of().formatHex(heart), base64.substring(0, 24));
        List<String> texts = new ArrayList<>();
        seen.forEach(value -> texts.add(String.valueOf(value)));
        log.list.forEach(event -> texts.add(event.getFormattedMessage() + event.getThrowableProxy()));
        return texts.stream()
                .filter(text -> forms.stream().anyMatch(text::contains))
                .toList();
    }
}
