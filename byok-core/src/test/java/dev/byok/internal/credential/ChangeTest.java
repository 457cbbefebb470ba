package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialChange;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.FieldFault;
import dev.byok.event.CredentialEvent.Action;
import org.junit.jupiter.api.Test;

/** Several changes of one row at once. */
class ChangeTest {

    private final Bench bench = new Bench();
    private final CredentialView first =
            bench.credentials.connect(Bench.openAi(Bench.KEY).label("first"));
    private final CredentialView second =
            bench.credentials.connect(Bench.openAi(Bench.KEY).label("second"));

    @Test
    void changesEverythingInOneStep() {
        long version = bench.row(second.id()).version();

        CredentialView view = bench.credentials.change(
                second.id(),
                CredentialChange.none()
                        .label(" renamed ")
                        .field("api_key", Bench.OTHER_KEY)
                        .field("organization", "org-2")
                        .enabled(false)
                        .makeDefault());

        assertThat(view.label()).isEqualTo("renamed");
        assertThat(view.fields()).containsEntry("organization", "org-2");
        assertThat(view.enabled()).isFalse();
        assertThat(bench.opened(second.id(), "api_key")).isEqualTo(Bench.OTHER_KEY);
        assertThat(bench.row(second.id()).version()).isEqualTo(version + 1);
        assertThat(bench.actions()).endsWith(Action.EDITED, Action.RELABELLED, Action.DISABLED, Action.MADE_DEFAULT);
        assertThat(bench.credentials
                        .change(second.id(), CredentialChange.none().enabled(true))
                        .isDefault())
                .isTrue();
    }

    @Test
    void changesNothingWhenOneOfTheChangesCannotBe() {
        int told = bench.events.size();

        Bench.failure(
                ErrorCode.CONFLICT,
                () -> bench.credentials.change(
                        second.id(),
                        CredentialChange.none()
                                .label("first")
                                .field("organization", "org-2")
                                .enabled(false)));

        CredentialView view = bench.credentials.get(second.id());
        assertThat(view.enabled()).isTrue();
        assertThat(view.fields()).doesNotContainKey("organization");
        assertThat(bench.events).hasSize(told);
    }

    @Test
    void namesEveryFaultAtOnce() {
        ByokException failure = Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.change(
                        second.id(), CredentialChange.none().label(" ").field("no_such_field", "x")));

        assertThat(failure.faults()).extracting(FieldFault::field).contains("label", "no_such_field");
    }

    @Test
    void writesNothingWhenNothingIsDifferent() {
        long version = bench.row(second.id()).version();

        bench.credentials.change(
                second.id(),
                CredentialChange.none().label("second").field("api_key", "").enabled(true));
        bench.credentials.change(second.id(), CredentialChange.none());

        assertThat(bench.row(second.id()).version()).isEqualTo(version);
    }

    @Test
    void keepsTheVerdictWhenNoValueChanges() {
        bench.credentials.test(second.id());

        assertThat(bench.credentials
                        .change(
                                second.id(),
                                CredentialChange.none().label("renamed").makeDefault())
                        .status())
                .isEqualTo(CredentialStatus.VALID);
    }

    @Test
    void asksForTheKeyAgainWhenItWouldGoElsewhere() {
        Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.change(
                        second.id(),
                        CredentialChange.none().label("renamed").field("base_url", "https://evil.example/v1")));

        assertThat(bench.credentials.get(second.id()).label()).isEqualTo("second");
    }

    @Test
    void printsNoValue() {
        CredentialChange change = CredentialChange.none().label("renamed").field("api_key", Bench.KEY);

        assertThat(change.toString()).contains("api_key").doesNotContain(Bench.KEY, "renamed");
    }
}
