package dev.byok.store;

import dev.byok.spi.StoredSettings;
import dev.byok.spi.StoredTenant;
import dev.byok.spi.TenantSalt;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements about tenants, their salts and settings. Each is about one tenant, but the scan. */
final class TenantTable {

    private static final String SELECT = "select tenant, generation, erased_at_us from byok_tenant where ";

    private TenantTable() {}

    static Optional<StoredTenant> find(Connection connection, String tenant) throws SQLException {
        return Statements.first(connection, SELECT + "tenant = ?", TenantTable::tenant, tenant);
    }

    /** {@return the tenants after one, at most so many} */
    static List<StoredTenant> after(Connection connection, ScanCursor cursor, int limit) throws SQLException {
        return Statements.query(
                connection, SELECT + "tenant > ? order by tenant limit ?", TenantTable::tenant, cursor.tenant(), limit);
    }

    /**
     * {@return the tenant, added when it is new} No other transaction adds anything to it or erases it until this one
     * ends.
     */
    static StoredTenant lock(Connection connection, Dialect dialect, String tenant) throws SQLException {
        try {
            Statements.update(connection, dialect.addTenant(), tenant);
        } catch (SQLException failure) {
            throw SqlFailures.isDuplicate(failure)
                    ? new SQLException("another transaction added the tenant", "40001", failure)
                    : failure;
        }
        return Statements.first(connection, SELECT + "tenant = ? for update", TenantTable::tenant, tenant)
                .orElseThrow(() -> new SQLException("the tenant that was added is not there", "40001"));
    }

    /** {@return the tenant, locked, after making sure that it was not erased} */
    static StoredTenant lockLiving(Connection connection, Dialect dialect, String tenant) throws SQLException {
        StoredTenant locked = lock(connection, dialect, tenant);
        if (locked.erasedAt().isPresent()) {
            throw StoreFailures.erased();
        }
        return locked;
    }

    static Optional<TenantSalt> salt(Connection connection, String tenant) throws SQLException {
        return Statements.first(
                connection,
                "select salt, generation from byok_tenant_salt where tenant = ?",
                row -> TenantSalt.of(row.getBytes("salt"), row.getLong("generation")),
                tenant);
    }

    static void addSalt(Connection connection, String tenant, TenantSalt salt) throws SQLException {
        Statements.update(
                connection,
                "insert into byok_tenant_salt (tenant, generation, salt) values (?, ?, ?)",
                tenant,
                salt.generation(),
                salt.bytes());
        setState(connection, tenant, salt.generation(), null);
    }

    static Optional<StoredSettings> settings(Connection connection, String tenant) throws SQLException {
        return Statements.first(
                connection,
                "select version, settings, updated_at_us from byok_tenant_settings where tenant = ?",
                row -> new StoredSettings(
                        tenant, row.getLong("version"), row.getString("settings"), Micros.read(row, "updated_at_us")),
                tenant);
    }

    static void addSettings(Connection connection, StoredSettings settings) throws SQLException {
        try {
            Statements.update(
                    connection,
                    "insert into byok_tenant_settings (tenant, settings, updated_at_us, version) values (?, ?, ?, ?)",
                    settings.tenant(),
                    settings.json(),
                    Micros.of(settings.updatedAt()),
                    settings.version());
        } catch (SQLException failure) {
            if (SqlFailures.isDuplicate(failure)) {
                throw StoreFailures.settingsChanged();
            }
            throw failure;
        }
    }

    /** {@return false when there are none, or of another version} */
    static boolean replaceSettings(Connection connection, StoredSettings settings, long expectedVersion)
            throws SQLException {
        return Statements.update(
                        connection,
                        "update byok_tenant_settings set settings = ?, updated_at_us = ?, version = ?"
                                + " where tenant = ? and version = ?",
                        settings.json(),
                        Micros.of(settings.updatedAt()),
                        settings.version(),
                        settings.tenant(),
                        expectedVersion)
                == 1;
    }

    /** Leaves nothing of the tenant but its tombstone. */
    static void erase(Connection connection, StoredTenant tenant, Instant at) throws SQLException {
        Statements.update(connection, "delete from byok_tenant_salt where tenant = ?", tenant.tenant());
        Statements.update(connection, "delete from byok_tenant_settings where tenant = ?", tenant.tenant());
        setState(connection, tenant.tenant(), Math.max(1, tenant.generation()), at);
    }

    private static void setState(Connection connection, String tenant, long generation, @Nullable Instant erasedAt)
            throws SQLException {
        Statements.update(
                connection,
                "update byok_tenant set generation = ?, erased_at_us = ? where tenant = ?",
                generation,
                Micros.orNull(Optional.ofNullable(erasedAt)),
                tenant);
    }

    private static StoredTenant tenant(ResultSet row) throws SQLException {
        return new StoredTenant(
                row.getString("tenant"),
                row.getLong("generation"),
                Optional.ofNullable(Micros.readOrNull(row, "erased_at_us")));
    }
}
