package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.testkit.Race;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("databases")
class MigrationTest {

    private static final int NODES = 4;

    @ParameterizedTest
    @EnumSource
    void severalNodesMayMigrateAtOnce(Database database) throws Exception {
        for (int round = 0; round < 3; round++) {
            Tables.drop(database.source());

            migrateAtOnce(database.source());
        }
    }

    @Test
    void severalNodesMayMigrateAnH2AtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            migrateAtOnce(H2Databases.fresh());
        }
    }

    @Test
    void asksForNothingWhenTheTablesAreThere() {
        WatchedSource watched = new WatchedSource(H2Databases.fresh());
        JdbcKeyStore store = JdbcKeyStore.builder(watched.source()).build().migrate();
        watched.statements.clear();

        store.migrate();

        assertThat(watched.statements).containsExactly("select max(version) from byok_schema");
    }

    @Test
    void goesOnWhereAMigrationStopped() {
        WatchedSource watched = new WatchedSource(H2Databases.fresh());
        JdbcKeyStore store = JdbcKeyStore.builder(watched.source()).build();
        int statements = 0;
        boolean stopped = true;
        while (stopped) {
            stopped = stopsAfter(++statements, watched, store);
        }

        assertThat(statements).isGreaterThan(6);
        store.insert(Writes.row("acme", "tp_1"));
        assertThat(store.list("acme")).hasSize(1);
    }

    @Test
    void mariaDbAndMySqlHaveOneSchemaWithDifferentCollations() {
        List<String> mariaDb = new Migration(MariaDb.mariaDb()).statements("V1__byok_credentials.sql");
        List<String> mySql = new Migration(MariaDb.mySql()).statements("V1__byok_credentials.sql");

        assertThat(mariaDb.stream().map(text -> text.replace("utf8mb4_nopad_bin", "utf8mb4_0900_bin")))
                .isEqualTo(mySql);
        assertThat(mariaDb).hasSize(8);
    }

    private static boolean stopsAfter(int statements, WatchedSource watched, JdbcKeyStore store) {
        int[] done = {0};
        watched.beforeStep = (connection, step) -> {
            if (!step.startsWith("select") && ++done[0] > statements) {
                throw new SQLException("gone", "08006");
            }
        };
        try {
            store.migrate();
            return false;
        } catch (ByokException failure) {
            return true;
        } finally {
            watched.beforeStep = (connection, step) -> {};
        }
    }

    private static void migrateAtOnce(DataSource source) throws Exception {
        List<String> done = Race.of(NODES, node -> {
            JdbcKeyStore.builder(source).build().migrate();
            return node;
        });

        assertThat(done).hasSize(NODES);
        JdbcKeyStore store = JdbcKeyStore.builder(source).build();
        Writes.prepare(store, "acme");
        assertThat(store.list("acme")).hasSize(2);
    }
}
