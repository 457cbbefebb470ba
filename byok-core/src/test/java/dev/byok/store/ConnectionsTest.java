package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.KeyStore;
import dev.byok.spi.StoreListener;
import dev.byok.spi.StoredCredential;
import dev.byok.testkit.StoreChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a {@link JdbcKeyStore} treats the connections that it borrows, and what it makes of failures. */
class ConnectionsTest {

    private static final String KEY = "sk-FAKE-in-a-text-of-the-driver";

    private final DataSource database = H2Databases.fresh();
    private final WatchedSource watched = new WatchedSource(database);
    private final JdbcKeyStore store =
            JdbcKeyStore.builder(watched.source()).build().migrate();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void worksWithAutoCommitOnAndOff(boolean autoCommit) {
        watched.autoCommit = autoCommit;
        KeyStore other = JdbcKeyStore.builder(database).build();

        Writes.prepare(store, "acme");
        String seen = Writes.seen(other, "acme");

        assertThat(seen).contains("tp_1", "tp_2").isEqualTo(Writes.seen(store, "acme"));
        assertThat(watched.open).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesConnectionsBackAsTheyWere(boolean autoCommit) throws SQLException {
        try (HikariDataSource pool = pool(autoCommit)) {
            KeyStore pooled = JdbcKeyStore.builder(pool).build();
            Writes.prepare(pooled, "acme");
            StoredCredential gone = Writes.row("acme", "tp_gone");
            failure(() -> pooled.delete(gone));
            failure(() -> pooled.insert(Writes.row("acme", "tp_1")));
            Writes.seen(pooled, "acme");

            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            // nobody holds a lock: another one can write
            assertThat(JdbcKeyStore.builder(database).build().erase("acme", Writes.NOW))
                    .isEqualTo(2);
        }
    }

    @Test
    void aFailureBeforeAnyStatementOfAWriteLeavesNothingHalfWritten() {
        for (String name : Writes.all("acme").keySet()) {
            int steps = 1;
            for (int failing = 1; failing <= steps; failing++) {
                String tenant = name + failing;
                Writes.prepare(store, tenant);
                String before = Writes.seen(store, tenant);
                StoreChanges told = new StoreChanges();
                Runnable end = store.onChange(told);
                int[] step = {0};
                int failingNow = failing;
                watched.beforeStep = (connection, text) -> {
                    if (++step[0] == failingNow) {
                        throw new SQLException("cannot do it for " + KEY, "58030", 4711);
                    }
                };

                ByokException failure =
                        failure(() -> Writes.all(tenant).get(name).accept(store));
                watched.beforeStep = (connection, text) -> {};
                end.run();

                assertThat(Writes.seen(store, tenant)).isEqualTo(before);
                assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION);
                assertThat(failure)
                        .hasMessageContaining("58030")
                        .hasMessageContaining("4711")
                        .hasNoCause();
                assertThat(failure.toString() + failure.hint()).doesNotContain(KEY);
                assertThat(told.told()).isEmpty();
                assertThat(watched.open).isEmpty();
                if (failing == 1) {
                    steps = stepsOf(name);
                }
            }
        }
    }

    @Test
    void triesAgainWhatLostAgainstAnotherTransaction() {
        Writes.prepare(store, "acme");
        List<String> lost = new ArrayList<>();
        watched.beforeStep = (connection, step) -> {
            if (lost.size() < 5) {
                lost.add(step);
                throw new SQLException("deadlock", "40P01");
            }
        };

        store.insert(Writes.row("acme", "tp_3"));

        assertThat(lost).hasSize(5);
        assertThat(store.list("acme")).hasSize(3);
    }

    @Test
    void givesUpWhenItLosesAgainAndAgain() {
        Writes.prepare(store, "acme");
        watched.beforeStep = (connection, step) -> {
            throw new SQLException("deadlock", "40001");
        };

        ByokException failure = failure(() -> store.delete("acme", "tp_1"));

        assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("try once more"));
    }

    @Test
    void saysWhatItWantedWhenThePoolIsClosed() {
        HikariDataSource pool = pool(true);
        KeyStore pooled = JdbcKeyStore.builder(pool).build();
        pool.close();

        ByokException failure = failure(() -> pooled.list("acme"));

        assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(failure).hasMessageContaining("failed to list credentials").hasNoCause();
    }

    @Test
    void saysThatTheTablesAreMissing() {
        KeyStore bare = JdbcKeyStore.builder(H2Databases.fresh()).build();

        ByokException failure = failure(() -> bare.list("acme"));

        assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("migrate()"));
    }

    @Test
    void saysThatAValueIsTooLong() {
        ByokException failure = failure(() -> store.insert(Writes.row("x".repeat(201), "tp_1")));

        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(failure).hasNoCause();
        assertThat(failure.toString()).doesNotContain("xxx");
    }

    @Test
    void passesOnNoTextOfASourceThatFailsInItsOwnWay() {
        watched.beforeStep = (connection, step) -> {
            throw new IllegalStateException(KEY);
        };

        ByokException failure = failure(() -> store.list("acme"));

        assertThat(failure)
                .hasMessageContaining("java.lang.IllegalStateException")
                .hasNoCause();
        assertThat(failure.toString()).doesNotContain(KEY);
    }

    @Test
    void aListenerThatFailsUndoesNoWrite() {
        StoreChanges told = new StoreChanges();
        store.onChange(new FailingListener());
        store.onChange(told);

        store.insert(Writes.row("acme", "tp_1"));

        assertThat(store.list("acme")).hasSize(1);
        assertThat(told.told()).containsExactly("acme");
    }

    @Test
    void oneDamagedRowHidesNoOther() throws SQLException {
        Writes.prepare(store, "acme");
        Tables.run(database, "update byok_credential set secrets = '{\"api_key\":[\"bks1' where id = 'tp_1'");

        List<StoredCredential> rows = store.list("acme");

        assertThat(rows).extracting(StoredCredential::id).containsExactly("tp_1", "tp_2");
        assertThat(rows.get(0).status()).hasToString("UNDECRYPTABLE");
        assertThat(rows.get(0).secrets()).isNotEmpty();
        assertThat(rows.get(1).status()).hasToString("UNTESTED");
    }

    private int stepsOf(String name) {
        int[] steps = {0};
        String tenant = name + " counted";
        Writes.prepare(store, tenant);
        watched.beforeStep = (connection, text) -> steps[0]++;
        Consumer<KeyStore> write = Writes.all(tenant).get(name);
        write.accept(store);
        watched.beforeStep = (connection, text) -> {};
        return steps[0];
    }

    private HikariDataSource pool(boolean autoCommit) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(1);
        pool.setAutoCommit(autoCommit);
        return pool;
    }

    private static ByokException failure(Runnable call) {
        return catchThrowableOfType(ByokException.class, call::run);
    }

    private static final class FailingListener implements StoreListener {

        @Override
        public void tenantChanged(String tenant) {
            throw new IllegalStateException("this listener fails");
        }

        @Override
        public void anythingChanged() {
            throw new IllegalStateException("this listener fails");
        }
    }
}
