package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.byok.ErrorCode;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.event.CredentialEvent;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.StoredCredential;
import dev.byok.testkit.MovableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkFailedTest {

    private final Bench bench = new Bench();
    private final String id = bench.credentials.connect(Bench.openAi(Bench.KEY)).id();
    private final StoredCredential used = bench.row(id);

    @Test
    void aKeyThatTheVendorRefusedInACallBecomesInvalid() {
        bench.clock.move(Duration.ofMinutes(1));

        bench.service.markFailed(used, ErrorCode.AUTH_FAILED, "The key was revoked\n");

        CredentialView view = bench.credentials.get(id);
        assertThat(view.status()).isEqualTo(CredentialStatus.INVALID);
        assertThat(view.statusReason()).contains("The key was revoked\\u{A}");
        assertThat(view.testedAt()).contains(MovableClock.START.plus(Duration.ofMinutes(1)));
        assertThat(bench.vault.rows(Bench.TENANT).rows().get(0).status()).isEqualTo(CredentialStatus.INVALID);
        assertThat(bench.events)
                .endsWith(new CredentialEvent(
                        Bench.TENANT, id, "openai", Action.FAILED_IN_USE, CredentialStatus.INVALID));
    }

    @Test
    void aRowThatDidNotOpenBecomesUndecryptable() {
        bench.service.markFailed(used, ErrorCode.UNDECRYPTABLE, "it does not open");

        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.UNDECRYPTABLE);
        assertThat(bench.credentials.get(id).testedAt()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"AUTH_FAILED", "UNDECRYPTABLE", "PERMISSION_DENIED"})
    void nothingElseTurnsAKeyInvalid(ErrorCode code) {
        bench.service.markFailed(used, code, "anything");

        assertThat(bench.row(id)).isSameAs(used);
        assertThat(bench.actions()).containsExactly(Action.CONNECTED);
    }

    @Test
    void aKeyThatMayNotDoSomethingKeepsItsStatusAndNotesWhy() {
        bench.credentials.test(id);
        CredentialView tested = bench.credentials.get(id);
        StoredCredential row = bench.row(id);

        bench.service.markFailed(row, ErrorCode.PERMISSION_DENIED, "The key lacks a scope");

        CredentialView view = bench.credentials.get(id);
        assertThat(view.status()).isEqualTo(CredentialStatus.VALID);
        assertThat(view.testedAt()).isEqualTo(tested.testedAt());
        assertThat(view.statusReason()).contains("The key lacks a scope");
    }

    @Test
    void whatAKeyMayNotDoIsNotedOnceAWhile() {
        int writes = bench.store.writes.get();
        for (int call = 0; call < 100; call++) {
            bench.service.markFailed(bench.row(id), ErrorCode.PERMISSION_DENIED, "denied " + call);
        }
        assertThat(bench.store.writes).hasValue(writes + 1);

        bench.clock.move(Duration.ofMinutes(10));
        bench.service.markFailed(bench.row(id), ErrorCode.PERMISSION_DENIED, "denied again");

        assertThat(bench.credentials.get(id).statusReason()).contains("denied again");
    }

    @Test
    void aKeyThatIsRefusedAgainLaterGetsTheNewTime() {
        bench.service.markFailed(used, ErrorCode.AUTH_FAILED, "The key was revoked");
        bench.clock.move(Duration.ofMinutes(10));

        bench.service.markFailed(bench.row(id), ErrorCode.AUTH_FAILED, "The key is still revoked");

        CredentialView view = bench.credentials.get(id);
        assertThat(view.testedAt()).contains(MovableClock.START.plus(Duration.ofMinutes(10)));
        assertThat(view.statusReason()).contains("The key is still revoked");
    }

    /** T62: a key whose bill was paid comes back by itself. */
    @Test
    void aRefusedKeyThatServesACallIsValidAgain() {
        bench.service.markFailed(used, ErrorCode.AUTH_FAILED, "The bill is not paid");

        bench.service.markServed(bench.row(id));
        bench.service.markServed(bench.row(id));

        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.VALID);
        assertThat(bench.credentials.get(id).statusReason()).isEmpty();
        assertThat(bench.actions()).containsExactly(Action.CONNECTED, Action.FAILED_IN_USE, Action.SERVED_AGAIN);
    }

    @Test
    void aKeyThatWasReplacedMeanwhileIsLeftAlone() {
        bench.credentials.rotate(id, Map.of("api_key", Bench.OTHER_KEY));

        bench.service.markFailed(used, ErrorCode.AUTH_FAILED, "The key was revoked");

        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.UNTESTED);
    }

    @Test
    void aRowThatChangedOtherwiseIsMarkedAllTheSame() {
        bench.credentials.relabel(id, "renamed");

        bench.service.markFailed(used, ErrorCode.AUTH_FAILED, "The key was revoked");

        assertThat(bench.credentials.get(id).status()).isEqualTo(CredentialStatus.INVALID);
        assertThat(bench.credentials.get(id).label()).isEqualTo("renamed");
    }

    @Test
    void ofManyCallsThatFailWithOneKeyOneWrites() {
        int writes = bench.store.writes.get();

        for (int call = 0; call < 100; call++) {
            bench.service.markFailed(used, ErrorCode.AUTH_FAILED, "The key was revoked");
        }

        assertThat(bench.store.writes).hasValue(writes + 1);
        assertThat(bench.actions()).containsExactly(Action.CONNECTED, Action.FAILED_IN_USE);
    }

    @Test
    void neverThrows() {
        bench.store.beforeWrite = () -> {
            throw new IllegalStateException("the database is down");
        };

        bench.service.markFailed(used, ErrorCode.AUTH_FAILED, "The key was revoked");

        assertThat(bench.row(id)).isSameAs(used);
    }

    @Test
    void aPurgedRowStaysPurged() {
        bench.credentials.purge(id);

        bench.service.markFailed(used, ErrorCode.AUTH_FAILED, "The key was revoked");

        assertThat(bench.store.list(Bench.TENANT)).isEmpty();
    }
}
