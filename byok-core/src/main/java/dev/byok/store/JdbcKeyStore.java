package dev.byok.store;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.KeyStore;
import dev.byok.spi.Page;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoreListener;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.StoredTenant;
import dev.byok.spi.TenantSalt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sealed credentials in PostgreSQL, MariaDB, MySQL or H2, through a {@link DataSource} of the application.
 *
 * <p>Every method borrows one connection, does one transaction with it, and gives it back as it was, whether auto-commit
 * is on or off. So the data source must give connections of its own: one that hands out the connection of the caller's
 * transaction would let this store end that transaction. The data source stays the application's: nothing here closes it.
 *
 * <p>The schema is made by {@link #migrate}, or by the application's own tool from the SQL files in
 * {@code META-INF/byok/schema}.
 *
 * <p>Changes by this object are told to its listeners at once. Of changes by other nodes it tells on PostgreSQL, usually
 * within milliseconds; elsewhere nodes learn of them when their cached rows expire. For this a daemon thread and one
 * connection listen from the first {@link #onChange} to {@link #close}. When that connection is cut, another one is made
 * and everything counts as changed; until then the expiry of cached rows is the bound.
 *
 * <p>Failures of the database are {@link ByokException}s with {@code CONFIGURATION}. They hold the SQL state and never the
 * database's text, which may hold values. A write that failed because the connection was lost may have been made or not.
 */
public final class JdbcKeyStore implements KeyStore, AutoCloseable {

    private final Transactions transactions;
    private final Dialect dialect;
    private final StoreListeners listeners = new StoreListeners();
    private final News news;

    private JdbcKeyStore(Transactions transactions, Dialect dialect, @Nullable DataSource listening) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.news = new News(dialect, listening, listeners);
    }

    /**
     * {@return a builder}
     *
     * @param source where connections come from; best a pool. It stays open when the store is closed
     */
    public static Builder builder(DataSource source) {
        return new Builder(source);
    }

    /**
     * Makes the tables, or brings them up to date. Several nodes may do so at once, and calling it at every start costs
     * one query. It needs the right to create tables only when there is something to do.
     *
     * @return this store
     * @throws ByokException {@code CONFIGURATION} when the database refuses
     */
    public JdbcKeyStore migrate() {
        if (schemaVersion() < Migration.latest()) {
            Migration migration = new Migration(dialect);
            transactions.write("make its tables", migration::run);
        }
        return this;
    }

    @Override
    public List<StoredCredential> list(String tenant) {
        return List.copyOf(
                transactions.read("list credentials", connection -> CredentialTable.list(connection, tenant)));
    }

    @Override
    public Optional<StoredCredential> find(String tenant, String id) {
        return transactions.read("read a credential", connection -> CredentialTable.find(connection, tenant, id));
    }

    @Override
    public void insert(StoredCredential row) {
        change("add a credential", row.tenant(), connection -> {
            KeyFence.pass(connection, dialect, KeyFence.keyOf(row));
            TenantTable.lockLiving(connection, dialect, row.tenant());
            CredentialTable.insert(connection, row);
            return true;
        });
    }

    @Override
    public void replace(StoredCredential current, StoredCredential next) {
        StoreFailures.requireSameRow(current, next);
        change("replace a credential", current.tenant(), connection -> {
            KeyFence.pass(connection, dialect, KeyFence.keyOf(current, next));
            if (!CredentialTable.replace(connection, current, next)) {
                throw lost(connection, current);
            }
            return true;
        });
    }

    @Override
    public List<Boolean> replaceAll(List<Replacement> replacements) {
        for (Replacement replacement : replacements) {
            StoreFailures.requireSameRow(replacement.current(), replacement.next());
        }
        List<Boolean> made;
        try {
            made = transactions.write("replace credentials", connection -> {
                KeyFence.pass(connection, dialect, keysOf(replacements));
                List<Boolean> done = CredentialTable.replaceAll(connection, replacements);
                news.tell(connection, tenantsOf(replacements, done));
                return done;
            });
        } catch (ByokException refused) {
            if (refused.code() != ErrorCode.CONFLICT) {
                throw refused;
            }
            // one of the labels is taken, and the database does not say whose
            return KeyStore.super.replaceAll(replacements);
        }
        tenantsOf(replacements, made).forEach(listeners::tenantChanged);
        return made;
    }

    @Override
    public boolean delete(String tenant, String id) {
        return change("delete a credential", tenant, connection -> CredentialTable.delete(connection, tenant, id));
    }

    @Override
    public void delete(StoredCredential current) {
        change("delete a credential", current.tenant(), connection -> {
            if (!CredentialTable.delete(connection, current)) {
                throw lost(connection, current);
            }
            return true;
        });
    }

    @Override
    public Optional<StoredSettings> findSettings(String tenant) {
        return transactions.read("read settings", connection -> TenantTable.settings(connection, tenant));
    }

    @Override
    public void saveSettings(StoredSettings next, long expectedVersion) {
        StoreFailures.requireNext(next, expectedVersion);
        change("save settings", next.tenant(), connection -> {
            TenantTable.lockLiving(connection, dialect, next.tenant());
            if (expectedVersion == 0) {
                TenantTable.addSettings(connection, next);
            } else if (!TenantTable.replaceSettings(connection, next, expectedVersion)) {
                throw StoreFailures.settingsChanged();
            }
            return true;
        });
    }

    @Override
    public TenantSalt salt(String tenant, TenantSalt fresh) {
        return findSalt(tenant).orElseGet(() -> addSalt(tenant, fresh));
    }

    @Override
    public Optional<TenantSalt> findSalt(String tenant) {
        return transactions.read("read a tenant's salt", connection -> TenantTable.salt(connection, tenant));
    }

    @Override
    public Map<String, TenantSalt> findSalts(Set<String> tenants) {
        return transactions.read("read tenants' salts", connection -> TenantTable.salts(connection, tenants));
    }

    @Override
    public Optional<StoredTenant> findTenant(String tenant) {
        return transactions.read("read a tenant", connection -> TenantTable.find(connection, tenant));
    }

    @Override
    public int erase(String tenant, Instant at) {
        Objects.requireNonNull(at, "at");
        int[] rows = new int[1];
        change("erase a tenant", tenant, connection -> {
            StoredTenant locked = TenantTable.lock(connection, dialect, tenant);
            if (locked.erasedAt().isPresent()) {
                return false;
            }
            rows[0] = CredentialTable.deleteAll(connection, tenant);
            TenantTable.erase(connection, locked, at);
            return true;
        });
        return rows[0];
    }

    @Override
    public void refuseKey(String keyId) {
        StoreFailures.requireKeyId(keyId);
        transactions.write("refuse a master key", connection -> {
            KeyFence.refuse(connection, keyId);
            return true;
        });
    }

    @Override
    public Set<String> refusedKeys() {
        return transactions.read("read the refused master keys", KeyFence::refused);
    }

    @Override
    public Page<StoredCredential> scan(@Nullable String cursor, int limit) {
        ScanCursor after = ScanCursor.parse(cursor);
        int rows = ScanCursor.limit(limit) + 1;
        return ScanCursor.page(
                transactions.read("scan", connection -> CredentialTable.after(connection, after, rows)),
                limit,
                row -> new ScanCursor(row.tenant(), row.id()));
    }

    @Override
    public long count(@Nullable String cursor) {
        ScanCursor after = ScanCursor.parse(cursor);
        return transactions.read("count credentials", connection -> CredentialTable.count(connection, after));
    }

    @Override
    public Page<StoredTenant> scanTenants(@Nullable String cursor, int limit) {
        ScanCursor after = ScanCursor.parse(cursor);
        int tenants = ScanCursor.limit(limit) + 1;
        return ScanCursor.page(
                transactions.read("scan tenants", connection -> TenantTable.after(connection, after, tenants)),
                limit,
                tenant -> new ScanCursor(tenant.tenant(), ""));
    }

    /**
     * {@inheritDoc} On PostgreSQL the first call starts the thread that listens, see {@link Builder#listenOn}.
     */
    @Override
    public Runnable onChange(StoreListener listener) {
        Runnable end = listeners.add(listener);
        news.listen();
        return end;
    }

    /** Ends the thread that listens to other nodes and its connection. Everything else goes on working. */
    @Override
    public void close() {
        news.close();
    }

    private static Set<String> keysOf(List<Replacement> replacements) {
        Set<String> keys = new TreeSet<>();
        replacements.forEach(replacement -> keys.addAll(KeyFence.keyOf(replacement.current(), replacement.next())));
        return keys;
    }

    private TenantSalt addSalt(String tenant, TenantSalt fresh) {
        TenantSalt[] salt = {fresh};
        change("add a tenant's salt", tenant, connection -> {
            StoredTenant locked = TenantTable.lock(connection, dialect, tenant);
            Optional<TenantSalt> present = TenantTable.salt(connection, tenant);
            salt[0] = present.orElse(fresh);
            if (present.isPresent()) {
                return false;
            }
            if (locked.erasedAt().isPresent() && fresh.generation() <= locked.generation()) {
                throw StoreFailures.erased();
            }
            TenantTable.addSalt(connection, tenant, fresh);
            return true;
        });
        return salt[0];
    }

    /** {@return whether the work changed anything} Then everybody hears of it. */
    private boolean change(String what, String tenant, Transactions.Work<Boolean> work) {
        boolean changed = transactions.write(what, connection -> {
            boolean done = work.on(connection);
            if (done) {
                news.tell(connection, List.of(tenant));
            }
            return done;
        });
        if (changed) {
            listeners.tenantChanged(tenant);
        }
        return changed;
    }

    private static Set<String> tenantsOf(List<Replacement> replacements, List<Boolean> made) {
        Set<String> tenants = new LinkedHashSet<>();
        for (int at = 0; at < made.size(); at++) {
            if (made.get(at)) {
                tenants.add(replacements.get(at).current().tenant());
            }
        }
        return tenants;
    }

    private static ByokException lost(Connection connection, StoredCredential row) throws SQLException {
        boolean erased = TenantTable.find(connection, row.tenant())
                .flatMap(StoredTenant::erasedAt)
                .isPresent();
        return erased ? StoreFailures.erased() : StoreFailures.rowChanged(row);
    }

    private int schemaVersion() {
        return transactions.read("read the version of its tables", connection -> {
            try {
                return Migration.version(connection);
            } catch (SQLException failure) {
                if (SqlFailures.isMissingTable(failure)) {
                    return 0;
                }
                throw failure;
            }
        });
    }

    /** Collects what a store is made of. Not thread-safe. */
    public static final class Builder {

        private final DataSource source;
        private @Nullable DataSource listening;

        private Builder(DataSource source) {
            this.source = Objects.requireNonNull(source, "source");
            this.listening = source;
        }

        /**
         * {@return this builder}
         *
         * @param value where, on PostgreSQL, the one connection comes from that listens to other nodes as long as the
         *     store is open. The store's own data source unless said, so that a pool has one connection less to give;
         *     behind a proxy that pools transactions it must be one that goes around the proxy
         */
        public Builder listenOn(DataSource value) {
            this.listening = Objects.requireNonNull(value, "value");
            return this;
        }

        /** {@return this builder} The store will not listen to other nodes: their changes are seen when cached rows expire. */
        public Builder withoutListening() {
            this.listening = null;
            return this;
        }

        /**
         * {@return the store} Connects once, to see which database it is.
         *
         * @throws ByokException {@code CONFIGURATION} when the database does not answer or is not a known one
         */
        public JdbcKeyStore build() {
            Transactions transactions = new Transactions(source);
            Dialect dialect = transactions.read(
                    "see which database it is on",
                    connection -> Dialect.of(connection.getMetaData()).orElseThrow(Builder::unknown));
            return new JdbcKeyStore(transactions, dialect, listening);
        }

        private static ByokException unknown() {
            return ByokException.of(ErrorCode.CONFIGURATION, "The key store does not know this database")
                    .hint("it knows PostgreSQL, MariaDB, MySQL and H2; implement KeyStore for others")
                    .build();
        }
    }
}
