package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.Secret;
import dev.byok.event.CredentialEvent;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import dev.byok.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveChecksTest {

    private static final ValidationResult VALID = ValidationResult.valid("fine");
    private static final ValidationResult LIMITED =
            result(Verdict.VALID_LIMITED, ErrorCode.QUOTA_EXCEEDED, "The account has no credit");
    private static final ValidationResult INVALID =
            result(Verdict.INVALID, ErrorCode.AUTH_FAILED, "The vendor refused the key");
    private static final ValidationResult INCONCLUSIVE =
            result(Verdict.INCONCLUSIVE, ErrorCode.RATE_LIMITED, "The vendor is busy");

    private final Bench bench = new Bench();
    private final String id = bench.credentials
            .connect(Bench.openAi(Bench.KEY).field("base_url", "https://llm.example"))
            .id();

    static Stream<Arguments> verdicts() {
        return Stream.of(
                arguments(VALID, CredentialStatus.VALID, null),
                arguments(LIMITED, CredentialStatus.VALID, "The account has no credit"),
                arguments(INVALID, CredentialStatus.INVALID, "The vendor refused the key"),
                arguments(INCONCLUSIVE, CredentialStatus.UNTESTED, "The vendor is busy"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void storesWhatTheVendorSaid(ValidationResult verdict, CredentialStatus status, String reason) {
        bench.openAi.check = credential -> verdict;
        bench.clock.move(Duration.ofHours(1));

        assertThat(bench.credentials.test(id)).isSameAs(verdict);

        CredentialView view = bench.credentials.get(id);
        assertThat(view.status()).isEqualTo(status);
        assertThat(view.statusReason()).isEqualTo(Optional.ofNullable(reason));
        assertThat(view.testedAt()).contains(MovableClock.START.plus(Duration.ofHours(1)));
        assertThat(bench.events).endsWith(new CredentialEvent(Bench.TENANT, id, "openai", Action.TESTED, status));
    }

    @Test
    void anInconclusiveAnswerNeverTakesAVerdictBack() {
        bench.credentials.test(id);
        bench.openAi.check = credential -> INCONCLUSIVE;

        bench.credentials.test(id);

        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.VALID);
        assertThat(bench.credentials.get(id).statusReason()).contains("The vendor is busy");
    }

    @Test
    void aLookAtTheShapeOnlyIsToldAndNotStored() {
        ValidationResult shape = ValidationResult.shapeOnly("The key has the right form; it was not tried.");
        bench.openAi.check = credential -> shape;
        int writes = bench.store.writes.get();

        assertThat(bench.credentials.test(id)).isSameAs(shape);
        assertThat(bench.credentials.validate(Bench.openAi(Bench.OTHER_KEY))).isSameAs(shape);

        assertThat(shape.isValid()).isTrue();
        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.UNTESTED);
        assertThat(bench.credentials.get(id).testedAt()).isEmpty();
        assertThat(bench.store.writes).hasValue(writes);
        assertThat(bench.actions()).containsExactly(Action.CONNECTED);
    }

    @Test
    void aLookAtTheShapeOnlyShowsThatTheKeyOpens() {
        bench.openAi.check = credential -> ValidationResult.shapeOnly("Not tried.");
        bench.service.markFailed(bench.row(id), ErrorCode.UNDECRYPTABLE, "it does not open");

        bench.credentials.test(id);

        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.UNTESTED);
        assertThat(bench.credentials.get(id).statusReason()).isEmpty();
    }

    @Test
    void aLookAtTheShapeOnlyTakesNoVerdictBack() {
        bench.openAi.check = credential -> INVALID;
        bench.credentials.test(id);
        bench.openAi.check = credential -> ValidationResult.shapeOnly("Not tried.");

        bench.credentials.test(id);

        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.INVALID);
        assertThat(bench.credentials.get(id).statusReason()).contains("The vendor refused the key");
    }

    @Test
    void givesTheVendorTheOpenedCredentialAndWipesIt() {
        List<ProviderCredential> given = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        bench.openAi.check = credential -> {
            given.add(credential);
            keys.add(Bench.text(credential.secret("api_key").orElseThrow()));
            return VALID;
        };

        bench.credentials.test(id);
        bench.credentials.validate(Bench.openAi(" " + Bench.OTHER_KEY));

        assertThat(keys).containsExactly(Bench.KEY, Bench.OTHER_KEY);
        assertThat(given.get(0).id()).contains(id);
        assertThat(given.get(0).fields()).containsEntry("base_url", "https://llm.example");
        assertThat(given.get(1).id()).isEmpty();
        assertThat(given.get(1).fields()).isEmpty();
        assertThat(given)
                .allSatisfy(
                        credential -> assertWiped(credential.secret("api_key").orElseThrow()));
    }

    @Test
    void validatingStoresNothing() {
        bench.openAi.check = credential -> INVALID;
        int writes = bench.store.writes.get();

        assertThat(bench.credentials.validate(Bench.openAi(Bench.OTHER_KEY).label("\n")))
                .isSameAs(INVALID);

        assertThat(bench.store.writes).hasValue(writes);
        assertThat(bench.actions()).containsExactly(Action.CONNECTED);
    }

    @Test
    void wipesTheKeyWhenTheCheckFails() {
        List<Secret> given = new ArrayList<>();
        bench.openAi.check = credential -> {
            given.add(credential.secret("api_key").orElseThrow());
            throw new IllegalArgumentException("bad header value: " + Bench.KEY);
        };

        ByokException tested = Bench.failure(ErrorCode.CONFIGURATION, () -> bench.credentials.test(id));
        ByokException validated =
                Bench.failure(ErrorCode.CONFIGURATION, () -> bench.credentials.validate(Bench.openAi(Bench.KEY)));

        assertThat(tested.credentialId()).contains(id);
        assertThat(List.of(tested, validated))
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContaining("The live check of openai failed with java.lang.IllegalArgumentException")
                        .message()
                        .doesNotContain("FAKE"));
        assertThat(given).hasSize(2).allSatisfy(LiveChecksTest::assertWiped);
    }

    @Test
    void dropsAVerdictAboutAKeyThatWasReplacedMeanwhile() {
        bench.openAi.check = credential -> {
            bench.credentials.rotate(id, Map.of("api_key", Bench.OTHER_KEY));
            return INVALID;
        };

        assertThat(bench.credentials.test(id)).isSameAs(INVALID);

        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.UNTESTED);
        assertThat(bench.actions()).containsExactly(Action.CONNECTED, Action.ROTATED);
    }

    @Test
    void dropsAVerdictAboutFieldsThatWereChangedMeanwhile() {
        bench.openAi.check = credential -> {
            bench.credentials.edit(id, Map.of("organization", "org-2"));
            return VALID.withSuggestions(Map.of("base_url", "https://llm.example/v1"));
        };

        bench.credentials.test(id);

        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.UNTESTED);
        assertThat(bench.credentials.get(id).fields())
                .containsEntry("base_url", "https://llm.example")
                .containsEntry("organization", "org-2");
    }

    @Test
    void keepsAVerdictWhenOnlySomethingElseChangedMeanwhile() {
        bench.openAi.check = credential -> {
            bench.credentials.relabel(id, "renamed");
            bench.credentials.disable(id);
            return VALID;
        };

        bench.credentials.test(id);

        CredentialView view = bench.credentials.get(id);
        assertThat(view.status()).isEqualTo(CredentialStatus.VALID);
        assertThat(view.label()).isEqualTo("renamed");
        assertThat(view.enabled()).isFalse();
    }

    @Test
    void dropsAVerdictWhenTheRowIsPurgedMeanwhile() {
        bench.openAi.check = credential -> {
            bench.credentials.purge(id);
            return VALID;
        };

        assertThat(bench.credentials.test(id)).isSameAs(VALID);

        assertThat(bench.store.list(Bench.TENANT)).isEmpty();
    }

    @Test
    void givesUpWhenTheRowKeepsChanging() {
        AtomicInteger tries = new AtomicInteger();
        bench.openAi.check = credential -> VALID;
        bench.store.beforeWrite = () -> {
            Runnable again = bench.store.beforeWrite;
            bench.store.beforeWrite = () -> {};
            bench.credentials.makeDefault(id);
            bench.store.beforeWrite = again;
            tries.incrementAndGet();
        };

        assertThat(bench.credentials.test(id)).isSameAs(VALID);
        bench.store.beforeWrite = () -> {};

        assertThat(tries).hasValue(2);
        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.UNTESTED);
    }

    @Test
    void storesTheBaseUrlOfTheSameOriginThatAnswered() {
        bench.openAi.check = credential -> VALID.withSuggestions(Map.of("base_url", "https://llm.example/v1"));

        bench.credentials.test(id);

        assertThat(bench.credentials.get(id).fields()).containsEntry("base_url", "https://llm.example/v1");
        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.VALID);
        assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/v1", "http://llm.example/v1", "https:// /"})
    void storesNoBaseUrlOfAnotherOrigin(String url) {
        bench.openAi.check = credential -> VALID.withSuggestions(Map.of("base_url", url));

        bench.credentials.test(id);

        assertThat(bench.credentials.get(id).fields()).containsEntry("base_url", "https://llm.example");
        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.VALID);
    }

    @Test
    void storesNoBaseUrlThatDidNotWorkOrThatTheProviderHasNoFieldFor() {
        bench.openAi.check = credential -> INVALID.withSuggestions(Map.of("base_url", "https://llm.example/v1"));
        bench.customLlm.check = credential -> VALID.withSuggestions(Map.of("base_url", "https://llm.example/v1"));
        String custom =
                bench.credentials.connect(CredentialInput.of("custom-llm")).id();

        bench.credentials.test(id);
        bench.credentials.test(custom);

        assertThat(bench.credentials.get(id).fields()).containsEntry("base_url", "https://llm.example");
        assertThat(bench.credentials.get(custom).fields()).isEmpty();
    }

    @Test
    void storesThatARowDoesNotOpen() {
        Instant tested = MovableClock.START;
        bench.credentials.test(id);
        bench.clock.move(Duration.ofHours(1));
        StoredCredential row = bench.row(id);
        bench.store.replace(
                row, row.toBuilder().secretVersion(9).version(row.version() + 1).build());

        ByokException failure = Bench.failure(ErrorCode.UNDECRYPTABLE, () -> bench.credentials.test(id));

        assertThat(failure.credentialId()).contains(id);
        CredentialView view = bench.credentials.get(id);
        assertThat(view.status()).isEqualTo(CredentialStatus.UNDECRYPTABLE);
        assertThat(view.statusReason()).contains("A stored key does not open");
        assertThat(view.testedAt()).contains(tested);
        assertThat(bench.events)
                .endsWith(new CredentialEvent(
                        Bench.TENANT, id, "openai", Action.FAILED_IN_USE, CredentialStatus.UNDECRYPTABLE));
    }

    @Test
    void storesThatARowWasPointedElsewhere() {
        StoredCredential row = bench.row(id);
        bench.store.replace(
                row,
                row.toBuilder()
                        .fields(Map.of("base_url", "https://evil.example"))
                        .version(2)
                        .build());

        Bench.failure(ErrorCode.UNDECRYPTABLE, () -> bench.credentials.test(id));

        assertThat(bench.sealer.opened).isEmpty();
        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.UNDECRYPTABLE);
    }

    @Test
    void aRowThatOpensAgainIsNoLongerCalledUndecryptable() {
        bench.service.markFailed(bench.row(id), ErrorCode.UNDECRYPTABLE, "it does not open");
        bench.openAi.check = credential -> INCONCLUSIVE;

        bench.credentials.test(id);

        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.UNTESTED);
    }

    @Test
    void escapesAndCutsWhatAVendorSays() {
        bench.openAi.check =
                credential -> result(Verdict.INVALID, ErrorCode.AUTH_FAILED, "no\r\n\u001B[31m" + "x".repeat(10_000));

        bench.credentials.test(id);

        assertThat(bench.credentials.get(id).statusReason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("no\\u{D}\\u{A}\\u{1B}[31mxxx")
                        .hasSize(501));
    }

    @Test
    void passesOnThatTheCallerCancelled() {
        bench.openAi.check = credential -> {
            throw ByokException.of(ErrorCode.CANCELLED, "Cancelled").build();
        };

        assertThat(Bench.failure(ErrorCode.CANCELLED, () -> bench.credentials.test(id))
                        .provider())
                .contains("openai");
        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.UNTESTED);
    }

    private static ValidationResult result(Verdict verdict, ErrorCode code, String message) {
        return ValidationResult.of(verdict, code, message, Optional.empty());
    }

    static void assertWiped(Secret secret) {
        assertThatIllegalStateException().isThrownBy(() -> Bench.text(secret));
    }
}
