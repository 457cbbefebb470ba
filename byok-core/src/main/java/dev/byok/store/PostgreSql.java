package dev.byok.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL: its schema changes are transactional, and it tells other nodes of changes. */
final class PostgreSql implements Dialect {

    /** Any number that other software on the same database is unlikely to lock. */
    private static final long MIGRATION_LOCK = 0x62796f6b_6d696772L;

    @Override
    public String folder() {
        return "postgresql";
    }

    @Override
    public String sharedLock() {
        return " for share";
    }

    @Override
    public String addTenant() {
        return "insert into byok_tenant (tenant, generation) values (?, 0) on conflict (tenant) do nothing";
    }

    @Override
    public Optional<String> tellOthers() {
        return Optional.of("select pg_notify('" + PostgreSqlListener.CHANNEL + "', message) from unnest(?) as message");
    }

    @Override
    public void beforeMigration(Connection connection) throws SQLException {
        Statements.query(connection, "select pg_advisory_xact_lock(?)", row -> true, MIGRATION_LOCK);
    }

    /** Nothing: the lock ends with the transaction. */
    @Override
    public void afterMigration(Connection connection) {}
}
