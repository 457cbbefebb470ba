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
            names = {"AUTH_FAILED", "UNDECRYPTABLE"})
    void nothingElseTurnsAKeyInvalid(ErrorCode code) {
        bench.service.markFailed(used, code, "anything");

        assertThat(bench.row(id)).isSameAs(used);
        assertThat(bench.actions()).containsExactly(Action.CONNECTED);
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
