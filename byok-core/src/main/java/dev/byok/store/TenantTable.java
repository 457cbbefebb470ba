package dev.byok.store;

import dev.byok.spi.StoredSettings;
import dev.byok.spi.StoredTenant;
import dev.byok.spi.TenantSalt;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements about tenants, their salts and settings. Each is about one tenant, but those that go with scans. */
final class TenantTable {

    private static final String SELECT = "select tenant, generation, erased_at_us from byok_tenant where ";

    private static final int SALTS_AT_ONCE = 50;
    private static final String SALTS = "select tenant, salt, generation from byok_tenant_salt where tenant in (?"
            + ", ?".repeat(SALTS_AT_ONCE - 1) + ")";

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
                TenantTable::salt,
                tenant);
    }

    static Map<String, TenantSalt> salts(Connection connection, Set<String> tenants) throws SQLException {
        Map<String, TenantSalt> salts = new HashMap<>();
        List<String> left = List.copyOf(tenants);
        while (!left.isEmpty()) {
            List<String> some = left.subList(0, Math.min(left.size(), SALTS_AT_ONCE));
            // always the same statement, so that databases and drivers keep its plan: the last one is asked for again
            Object[] values = new Object[SALTS_AT_ONCE];
            Arrays.setAll(values, at -> some.get(Math.min(at, some.size() - 1)));
            Statements.query(connection, SALTS, row -> Map.entry(row.getString("tenant"), salt(row)), values)
                    .forEach(salt -> salts.put(salt.getKey(), salt.getValue()));
            left = left.subList(some.size(), left.size());
        }
        return salts;
    }

    private static TenantSalt salt(ResultSet row) throws SQLException {
        return TenantSalt.of(row.getBytes("salt"), row.getLong("generation"));
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
