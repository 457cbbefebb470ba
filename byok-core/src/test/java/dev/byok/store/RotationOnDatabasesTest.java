package dev.byok.store;

import static dev.byok.store.SealingNodes.KEY;
import static dev.byok.store.SealingNodes.NEW;
import static dev.byok.store.SealingNodes.OLD;
import static dev.byok.store.SealingNodes.connect;
import static dev.byok.store.SealingNodes.failure;
import static dev.byok.store.SealingNodes.keyOn;
import static dev.byok.store.SealingNodes.rotate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.sealing.ResealFailure;
import dev.byok.sealing.ResealProgress;
import dev.byok.spi.StoredCredential;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rotation of the master key from its beginning to its end, and rows that do not open. */
@Tag("databases")
@Timeout(120)
class RotationOnDatabasesTest {

    @ParameterizedTest
    @EnumSource
    void goesThroughAllItsSteps(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            ByokClient old = nodes.before();
            ByokClient now = nodes.after();
            for (int number = 0; number < 12; number++) {
                connect(old, "tenant " + number % 5, "label " + number, "" + number);
            }
            now.sealing().refuse(OLD);
            List<ResealProgress> told = new ArrayList<>();

            now.sealing().reseal(5, null, progress -> {
                told.add(progress);
                return true;
            });

            assertThat(told).extracting(ResealProgress::done).containsExactly(5L, 10L, 12L);
            assertThat(told).extracting(ResealProgress::remaining).containsExactly(7L, 2L, 0L);
            assertThat(told)
                    .allSatisfy(progress -> assertThat(progress.rowsPerSecond()).isPositive());
            assertThat(told.get(0).estimatedEnd()).isPresent();
            assertThat(now.sealing().usage().byKey()).containsOnly(Map.entry(NEW, 12L));

            ByokClient destroyed = nodes.node(new RingSealer(NEW), nodes.store);
            destroyed.sealing().requireMasterKeys();
            for (int number = 0; number < 12; number++) {
                assertThat(keyOn(destroyed, "tenant " + number % 5, "label " + number))
                        .isEqualTo(KEY + number);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopsAndGoesOnFromItsCursor(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            for (int number = 0; number < 9; number++) {
                connect(nodes.before(), "acme", "label " + number, "" + number);
            }

            ResealProgress stopped = nodes.after().sealing().reseal(4, null, progress -> false);
            ResealProgress rest =
                    nodes.after().sealing().reseal(4, stopped.cursor().orElseThrow(), progress -> true);

            assertThat(stopped.done()).isEqualTo(4);
            assertThat(stopped.remaining()).isEqualTo(5);
            assertThat(rest.done()).isEqualTo(5);
            assertThat(nodes.after().sealing().usage().under(OLD)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatDoesNotOpenIsMarkedAndBreaksNoList(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            ByokClient old = nodes.before();
            String good = connect(old, "acme", "good", "1");
            String moved = connect(old, "acme", "moved", "2");
            String damaged = connect(old, "acme", "damaged", "3");
            Tables.run(nodes.source, "update byok_credential set secret_version = 7 where id = '" + moved + "'");
            Tables.run(nodes.source, "update byok_credential set secrets = '{\"api_k' where id = '" + damaged + "'");

            ResealProgress end = nodes.after().sealing().reseal();

            assertThat(end.done()).isOne();
            assertThat(end.failures()).extracting(ResealFailure::credential).containsExactlyInAnyOrder(moved, damaged);
            assertThat(end.failures()).extracting(ResealFailure::code).containsOnly(ErrorCode.UNDECRYPTABLE);
            List<CredentialView> list =
                    nodes.after().tenant("acme").credentials().list();
            assertThat(list).extracting(CredentialView::id).containsExactlyInAnyOrder(good, moved, damaged);
            assertThat(list)
                    .filteredOn(view -> view.status() == CredentialStatus.UNDECRYPTABLE)
                    .extracting(CredentialView::id)
                    .containsExactlyInAnyOrder(moved, damaged);
            assertThat(nodes.store.scan(null, 10).items()).hasSize(3);
            assertThat(keyOn(nodes.after(), "acme", "good")).isEqualTo(KEY + "1");
            assertThat(failure(() -> keyOn(nodes.after(), "acme", "moved")).code())
                    .isEqualTo(ErrorCode.UNDECRYPTABLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatDidNotOpenWorksAgainWithANewKey(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            String id = connect(nodes.before(), "acme", "main", "1");
            ByokClient foreign = nodes.node(new RingSealer("another"), nodes.store);
            foreign.sealing().reseal();
            assertThat(nodes.store.find("acme", id).orElseThrow().status()).isEqualTo(CredentialStatus.UNDECRYPTABLE);

            rotate(foreign, "acme", id, "2");

            assertThat(nodes.store.find("acme", id).orElseThrow().status()).isEqualTo(CredentialStatus.UNTESTED);
            assertThat(keyOn(foreign, "acme", "main")).isEqualTo(KEY + "2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNodeWithoutTheMasterKeysOfItsRowsIsToldAtTheStart(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            connect(nodes.before(), "acme", "one", "1");
            connect(nodes.after(), "acme", "two", "2");
            connect(nodes.after(), "globex", "three", "3");

            nodes.before().sealing().requireMasterKeys();
            nodes.after().sealing().requireMasterKeys();
            ByokException older = failure(
                    () -> nodes.node(new RingSealer(OLD), nodes.store).sealing().requireMasterKeys());
            ByokException retired = failure(
                    () -> nodes.node(new RingSealer(NEW), nodes.store).sealing().requireMasterKeys());
            ByokException foreign = failure(() ->
                    nodes.node(new RingSealer("another"), nodes.store).sealing().requireMasterKeys());

            assertThat(older).hasMessageContaining("master keys new of 2 stored");
            assertThat(retired).hasMessageContaining("master keys old of 1 stored");
            assertThat(foreign).hasMessageContaining("master keys new, old of 3 stored");
            assertThat(List.of(older, retired, foreign))
                    .extracting(ByokException::code)
                    .containsOnly(ErrorCode.CONFIGURATION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRetiredOrDestroyedKeyOpensNothing(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            String id = connect(nodes.before(), "acme", "main", "1");
            StoredCredential copy = nodes.store.find("acme", id).orElseThrow();
            nodes.after().sealing().reseal();
            ByokClient retired = nodes.node(new RingSealer(NEW), nodes.store);
            assertThat(keyOn(retired, "acme", "main")).isEqualTo(KEY + "1");

            // a copy of the row from before, put back by somebody
            StoredCredential stored = nodes.store.find("acme", id).orElseThrow();
            nodes.store.replace(
                    stored, copy.toBuilder().version(stored.version() + 1).build());

            assertThat(failure(() -> keyOn(retired, "acme", "main")).code()).isEqualTo(ErrorCode.UNDECRYPTABLE);
            assertThat(keyOn(nodes.after(), "acme", "main")).isEqualTo(KEY + "1");
        }
    }
}
