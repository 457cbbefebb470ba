package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.event.CredentialEvent;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.internal.settings.LoadedSettings;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowChangesTest {

    private final Bench bench = new Bench();
    private final CredentialView first =
            bench.credentials.connect(Bench.openAi(Bench.KEY).label("first"));

    @Test
    void relabelsAndChangesNothingElse() {
        bench.credentials.test(first.id());
        bench.clock.move(Duration.ofMinutes(1));

        CredentialView view = bench.credentials.relabel(first.id(), "  renamed ");

        assertThat(view.label()).isEqualTo("renamed");
        assertThat(view.status()).isEqualTo(CredentialStatus.VALID);
        assertThat(view.updatedAt()).isEqualTo(MovableClock.START.plus(Duration.ofMinutes(1)));
        assertThat(bench.opened(first.id(), "api_key")).isEqualTo(Bench.KEY);
        assertThat(bench.actions()).endsWith(Action.RELABELLED);
    }

    @Test
    void refusesALabelThatIsTaken() {
        bench.credentials.connect(Bench.openAi(Bench.KEY).label("taken"));

        Bench.failure(ErrorCode.CONFLICT, () -> bench.credentials.relabel(first.id(), "taken"));

        assertThat(bench.credentials.get(first.id()).label()).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \u00A0", "two\nlines", "\uD800"})
    void refusesALabelThatBreaksTheRule(String label) {
        ByokException failure =
                Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.relabel(first.id(), label));

        assertThat(failure.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("label"));
    }

    @Test
    void refusesALabelThatIsTooLong() {
        bench.credentials.relabel(first.id(), "x".repeat(200));

        Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.relabel(first.id(), "x".repeat(201)));
    }

    @Test
    void theOldestRowIsTheDefaultUntilAnotherIsNamed() {
        CredentialView second = later("second");
        CredentialView third = later("third");
        assertThat(defaults()).containsExactly("first");

        assertThat(bench.credentials.makeDefault(second.id()).isDefault()).isTrue();
        assertThat(defaults()).containsExactly("second");
        bench.credentials.makeDefault(third.id());
        assertThat(defaults()).containsExactly("third");
        bench.credentials.makeDefault(second.id());
        assertThat(defaults()).containsExactly("second");
        bench.credentials.makeDefault(first.id());
        assertThat(defaults()).containsExactly("first");
    }

    @Test
    void theDefaultPassesOnWhileItsRowIsOutOfUse() {
        CredentialView second = later("second");
        CredentialView third = later("third");
        bench.credentials.makeDefault(second.id());
        bench.credentials.makeDefault(third.id());

        assertThat(bench.credentials.disable(third.id()).isDefault()).isFalse();
        assertThat(defaults()).containsExactly("second");
        bench.credentials.disconnect(second.id());
        assertThat(defaults()).containsExactly("first");
        bench.credentials.enable(third.id());
        assertThat(defaults()).containsExactly("third");
        bench.credentials.purge(third.id());
        assertThat(defaults()).containsExactly("first");
    }

    @Test
    void namingTheDefaultChangesOneRow() {
        CredentialView second = later("second");
        StoredCredential before = bench.row(first.id());
        String other = bench.credentials
                .connect(Bench.bedrock("FAKE-access-1", "FAKE-secret-1"))
                .id();
        bench.credentials.makeDefault(other);

        bench.credentials.makeDefault(second.id());

        assertThat(bench.row(first.id())).isSameAs(before);
        assertThat(bench.row(second.id()).version()).isEqualTo(before.version() + 1);
        assertThat(bench.row(second.id()).preference()).isEqualTo(1);
    }

    @Test
    void ofRowsWithOnePreferenceTheOldestAndThenTheFirstByIdIsTheDefault() {
        StoredCredential row = bench.row(first.id());
        StoredCredential older = copy(row, "tp_zz", "older")
                .createdAt(row.createdAt().minusMillis(1))
                .build();
        StoredCredential sameAge = copy(row, "tp_00", "same age").build();
        TenantRows rows = new TenantRows(List.of(row, sameAge, older), null, LoadedSettings.NONE, 0, 0);
        TenantRows others = new TenantRows(List.of(row, sameAge), null, LoadedSettings.NONE, 0, 0);

        assertThat(rows.defaultOf("openai")).isSameAs(older);
        assertThat(others.defaultOf("openai")).isSameAs(sameAge);
        assertThat(others.defaultOf("groq")).isNull();
    }

    @Test
    void everyProviderHasItsOwnDefault() {
        bench.credentials.connect(
                Bench.bedrock("FAKE-access-1", "FAKE-secret-1").label("aws"));

        assertThat(defaults()).containsExactlyInAnyOrder("first", "aws");
    }

    @Test
    void disablesAndEnablesARowAsItWas() {
        bench.credentials.test(first.id());

        assertThat(bench.credentials.disable(first.id()).enabled()).isFalse();
        assertThat(bench.credentials.list()).hasSize(1);
        CredentialView view = bench.credentials.enable(first.id());

        assertThat(view.enabled()).isTrue();
        assertThat(view.status()).isEqualTo(CredentialStatus.VALID);
        assertThat(bench.actions()).endsWith(Action.DISABLED, Action.ENABLED);
    }

    @Test
    void repeatingAChangeWritesNothing() {
        bench.credentials.enable(first.id());
        bench.credentials.relabel(first.id(), "first");
        bench.credentials.disable(first.id());
        bench.credentials.disable(first.id());
        bench.credentials.disconnect(first.id());
        bench.credentials.disconnect(first.id());

        assertThat(bench.actions()).containsExactly(Action.CONNECTED, Action.DISABLED, Action.DISCONNECTED);
    }

    @Test
    void aDisconnectedRowIsHiddenButNotGone() {
        CredentialView view = bench.credentials.disconnect(first.id());

        assertThat(view.connected()).isFalse();
        assertThat(view.isDefault()).isFalse();
        assertThat(bench.credentials.list()).isEmpty();
        assertThat(bench.credentials.get(first.id())).isEqualTo(view);
        assertThat(bench.credentials.relabel(first.id(), "old").label()).isEqualTo("old");
    }

    static Stream<Consumer<CallOnRow>> forConnectedRowsOnly() {
        return Stream.of(
                call -> call.bench().credentials.test(call.id()),
                call -> call.bench().credentials.rotate(call.id(), Map.of("api_key", Bench.KEY)),
                call -> call.bench().credentials.edit(call.id(), Map.of("organization", "x")),
                call -> call.bench().credentials.makeDefault(call.id()),
                call -> call.bench().credentials.enable(call.id()),
                call -> call.bench().credentials.disable(call.id()));
    }

    record CallOnRow(Bench bench, String id) {}

    @ParameterizedTest
    @MethodSource("forConnectedRowsOnly")
    void aDisconnectedRowMustBeConnectedFirst(Consumer<CallOnRow> call) {
        bench.credentials.disconnect(first.id());

        ByokException failure = Bench.failure(ErrorCode.NOT_FOUND, () -> call.accept(new CallOnRow(bench, first.id())));

        assertThat(failure.summary()).isEqualTo("Credential " + first.id() + " is disconnected");
        assertThat(failure.credentialId()).contains(first.id());
    }

    @ParameterizedTest
    @MethodSource("forConnectedRowsOnly")
    void anUnknownRowIsNotFoundAndItsNameIsShownOnlyWhenItIsAnId(Consumer<CallOnRow> call) {
        String unknown = "tp_00000000000000000000000000";

        assertThat(Bench.failure(ErrorCode.NOT_FOUND, () -> call.accept(new CallOnRow(bench, unknown))))
                .hasMessageContaining(unknown);
        assertThat(Bench.failure(ErrorCode.NOT_FOUND, () -> call.accept(new CallOnRow(bench, Bench.KEY))))
                .message()
                .doesNotContain("FAKE");
    }

    @Test
    void purgesARowForGood() {
        bench.credentials.purge(first.id());

        assertThat(bench.store.find(Bench.TENANT, first.id())).isEmpty();
        assertThat(bench.vault.rows(Bench.TENANT).rows()).isEmpty();
        Bench.failure(ErrorCode.NOT_FOUND, () -> bench.credentials.purge(first.id()));
        Bench.failure(ErrorCode.NOT_FOUND, () -> bench.credentials.get(first.id()));
        assertThat(bench.events)
                .endsWith(new CredentialEvent(
                        Bench.TENANT, first.id(), "openai", Action.PURGED, CredentialStatus.UNTESTED));
        assertThat(bench.credentials
                        .connect(Bench.openAi(Bench.KEY).label("first"))
                        .id())
                .isNotEqualTo(first.id());
    }

    @Test
    void purgesADisconnectedRow() {
        bench.credentials.disconnect(first.id());

        bench.credentials.purge(first.id());

        assertThat(bench.store.list(Bench.TENANT)).isEmpty();
    }

    @Test
    void listsTheOtherRowsWhenOneIsBroken() {
        StoredCredential row = bench.row(first.id());
        bench.store.insert(copy(row, "tp_broken", "broken")
                .provider("a-provider-that-is-gone")
                .fields(Map.of("left", "over"))
                .secrets(Map.of("api_key", new SealedField("?", "????")))
                .status(CredentialStatus.UNDECRYPTABLE, "it does not open", null)
                .build());

        assertThat(bench.credentials.list())
                .extracting(CredentialView::label)
                .containsExactlyInAnyOrder("first", "broken");
        bench.credentials.disable("tp_broken");
        bench.credentials.disconnect("tp_broken");
        bench.credentials.purge("tp_broken");
    }

    @Test
    void refusesAChangeOfARowThatSomebodyElseChanged() {
        bench.store.afterNextList(() -> {
            StoredCredential row = bench.row(first.id());
            bench.store.replace(row, row.toBuilder().label("theirs").version(2).build());
        });

        Bench.failure(ErrorCode.CONFLICT, () -> bench.credentials.disable(first.id()));

        assertThat(bench.credentials.get(first.id()).label()).isEqualTo("theirs");
        assertThat(bench.credentials.get(first.id()).enabled()).isTrue();
        assertThat(bench.actions()).containsExactly(Action.CONNECTED);
    }

    static Stream<Consumer<CallOnRow>> writes() {
        return Stream.of(
                call -> call.bench().credentials.connect(Bench.openAi(Bench.KEY).label("another")),
                call -> call.bench().credentials.connect(Bench.openAi(Bench.OTHER_KEY)),
                call -> call.bench().credentials.test(call.id()),
                call -> call.bench().credentials.relabel(call.id(), "renamed"),
                call -> call.bench().credentials.rotate(call.id(), Map.of("api_key", Bench.OTHER_KEY)),
                call -> call.bench().credentials.edit(call.id(), Map.of("organization", "org-2")),
                call -> call.bench().credentials.makeDefault(call.id()),
                call -> call.bench().credentials.disable(call.id()),
                call -> call.bench().credentials.disconnect(call.id()),
                call -> call.bench().credentials.purge(call.id()),
                call -> call.bench().service.markFailed(call.bench().row(call.id()), ErrorCode.AUTH_FAILED, "no"));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void everyWriteIsSeenByTheNextReadOnThisNode(Consumer<CallOnRow> write) {
        bench.store.tellsOfChanges = false;
        bench.vault.rows(Bench.TENANT);

        write.accept(new CallOnRow(bench, first.id()));

        assertThat(bench.vault.rows(Bench.TENANT).rows())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(bench.store.list(Bench.TENANT));
    }

    @Test
    void readsTheStoreAgainAfterAWriteWhoseOutcomeIsUnknown() {
        bench.store.tellsOfChanges = false;
        TenantRows before = bench.vault.rows(Bench.TENANT);
        bench.store.beforeWrite = () -> {
            throw new IllegalStateException("the connection broke");
        };

        Assertions.assertThatIllegalStateException().isThrownBy(() -> bench.credentials.disable(first.id()));

        assertThat(bench.vault.rows(Bench.TENANT)).isNotSameAs(before);
        assertThat(bench.actions()).containsExactly(Action.CONNECTED);
    }

    @Test
    void twoWhoConnectOneLabelAtOnceDoNotMakeTwoRows() {
        bench.store.afterNextList(() -> bench.credentials.connect(CredentialInput.of("custom-llm")));

        Bench.failure(ErrorCode.CONFLICT, () -> bench.credentials.connect(CredentialInput.of("custom-llm")));

        assertThat(bench.credentials.list()).hasSize(2);
    }

    private CredentialView later(String label) {
        bench.clock.move(Duration.ofSeconds(1));
        return bench.credentials.connect(Bench.openAi(Bench.KEY).label(label));
    }

    private List<String> defaults() {
        return bench.credentials.list().stream()
                .filter(CredentialView::isDefault)
                .map(CredentialView::label)
                .toList();
    }

    private static StoredCredential.Builder copy(StoredCredential row, String id, String label) {
        return StoredCredential.builder(row.tenant(), id)
                .provider(row.provider())
                .label(label)
                .origin(row.origin())
                .createdAt(row.createdAt())
                .updatedAt(row.updatedAt());
    }
}
