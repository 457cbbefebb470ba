package dev.byok.store;

import static dev.byok.store.SealingNodes.KEY;
import static dev.byok.store.SealingNodes.NEW;
import static dev.byok.store.SealingNodes.OLD;
import static dev.byok.store.SealingNodes.connect;
import static dev.byok.store.SealingNodes.failure;
import static dev.byok.store.SealingNodes.keyOn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokClient;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.sealing.ResealProgress;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Backups that are put back when the world has moved on, and keysets that do not fit the rows. */
@Tag("databases")
@Timeout(120)
class RestoreTest {

    private static final List<String> ROWS = List.of("byok_credential", "byok_tenant_settings", "byok_tenant");
    private static final List<String> ALL =
            List.of("byok_credential", "byok_tenant_settings", "byok_tenant", "byok_tenant_salt");

    @ParameterizedTest
    @EnumSource
    void aNodeWithAnOlderKeysetOverwritesNothing(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            String id = connect(nodes.after(), "acme", "main", "1");
            Map<String, SealedField> sealed =
                    nodes.store.find("acme", id).orElseThrow().secrets();
            ByokClient older = nodes.node(new RingSealer(OLD), nodes.store);

            assertThat(failure(() -> older.sealing().requireMasterKeys()).code())
                    .isEqualTo(ErrorCode.CONFIGURATION);
            assertThat(failure(() -> keyOn(older, "acme", "main")).code()).isEqualTo(ErrorCode.UNDECRYPTABLE);
            ResealProgress end = older.sealing().reseal();

            assertThat(end.failed()).isOne();
            assertThat(nodes.store.find("acme", id).orElseThrow().secrets()).isEqualTo(sealed);
            assertThat(keyOn(nodes.after(), "acme", "main")).isEqualTo(KEY + "1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOlderBackupOpensWithANewerKeyset(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            connect(nodes.before(), "acme", "main", "1");
            backup(nodes.source, ALL);
            nodes.after().sealing().reseal();
            restore(nodes.source, ALL);

            nodes.after().sealing().requireMasterKeys();
            assertThat(keyOn(nodes.after(), "acme", "main")).isEqualTo(KEY + "1");
            assertThat(nodes.after().sealing().reseal().done()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBackupFromBeforeARotationIsNamedWhenItsMasterKeyIsDestroyed(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            connect(nodes.before(), "acme", "main", "1");
            backup(nodes.source, ALL);
            nodes.after().sealing().refuse(OLD);
            nodes.after().sealing().reseal();
            restore(nodes.source, ALL);
            ByokClient destroyed = nodes.node(new RingSealer(NEW), nodes.store);

            assertThat(failure(() -> destroyed.sealing().requireMasterKeys()))
                    .hasMessageContaining("master keys old of 1 stored");
            assertThat(failure(() -> keyOn(destroyed, "acme", "main")).code()).isEqualTo(ErrorCode.UNDECRYPTABLE);
            assertThat(destroyed.sealing().reseal().failed()).isOne();
            assertThat(destroyed.tenant("acme").credentials().list())
                    .extracting(CredentialView::status)
                    .containsExactly(CredentialStatus.UNDECRYPTABLE);
            // who still has the key saves the rows
            assertThat(nodes.after().sealing().reseal().done()).isOne();
            assertThat(keyOn(destroyed, "acme", "main")).isEqualTo(KEY + "1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void erasuresAreRepeatedAfterARestoreAndHold(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            connect(nodes.after(), "acme", "main", "1");
            connect(nodes.after(), "globex", "main", "2");
            backup(nodes.source, ALL);
            nodes.after().sealing().erase("acme");
            restore(nodes.source, ALL);
            // this is why erasures are repeated
            assertThat(keyOn(nodes.after(), "acme", "main")).isEqualTo(KEY + "1");

            assertThat(nodes.after().sealing().erase("acme")).isOne();

            assertThat(failure(() -> keyOn(nodes.after(), "acme", "main")).code())
                    .isEqualTo(ErrorCode.NO_API_KEY);
            assertThat(nodes.store.findTenant("acme").orElseThrow().erasedAt()).isPresent();
            assertThat(failure(() -> connect(nodes.after(), "acme", "main", "3"))
                            .code())
                    .isEqualTo(ErrorCode.CONFIGURATION);
            assertThat(keyOn(nodes.after(), "globex", "main")).isEqualTo(KEY + "2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBackupWithoutTheErasedTenantsSaltOpensNothingOfIt(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            connect(nodes.after(), "acme", "main", "1");
            connect(nodes.after(), "globex", "main", "2");
            backup(nodes.source, ROWS);
            nodes.after().sealing().erase("acme");
            restore(nodes.source, ROWS);

            assertThat(failure(() -> keyOn(nodes.after(), "acme", "main")).code())
                    .isEqualTo(ErrorCode.UNDECRYPTABLE);
            assertThat(nodes.after().tenant("acme").credentials().list()).hasSize(1);
            ResealProgress end = nodes.node(new RingSealer("third", NEW), nodes.store)
                    .sealing()
                    .reseal();
            assertThat(end.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.tenant()).isEqualTo("acme"));
            assertThat(end.done()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWholeOldRowIsAcceptedAndAnOldTextInTheNewRowIsNot(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            String id = connect(nodes.after(), "acme", "main", "1");
            StoredCredential old = nodes.store.find("acme", id).orElseThrow();
            SealingNodes.rotate(nodes.after(), "acme", id, "2");
            StoredCredential present = nodes.store.find("acme", id).orElseThrow();

            nodes.store.replace(
                    present,
                    present.toBuilder().secrets(old.secrets()).version(3).build());
            assertThat(failure(() -> keyOn(nodes.after(), "acme", "main")).code())
                    .isEqualTo(ErrorCode.UNDECRYPTABLE);

            // the limit that SECURITY.md names: the row as a whole is what it once was
            nodes.store.replace(
                    nodes.store.find("acme", id).orElseThrow(),
                    old.toBuilder()
                            .version(nodes.store.find("acme", id).orElseThrow().version() + 1)
                            .build());
            assertThat(keyOn(nodes.after(), "acme", "main")).isEqualTo(KEY + "1");
        }
    }

    private static void backup(DataSource source, List<String> tables) throws SQLException {
        for (String table : tables) {
            Tables.run(source, "drop table if exists backup_of_" + table);
            Tables.run(source, "create table backup_of_" + table + " as select * from " + table);
        }
    }

    private static void restore(DataSource source, List<String> tables) throws SQLException {
        for (String table : tables) {
            Tables.run(source, "delete from " + table);
            Tables.run(source, "insert into " + table + " select * from backup_of_" + table);
            Tables.run(source, "drop table backup_of_" + table);
        }
    }
}
