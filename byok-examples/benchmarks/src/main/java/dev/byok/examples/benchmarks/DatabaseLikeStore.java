package dev.byok.examples.benchmarks;

import dev.byok.spi.KeyStore;
import dev.byok.spi.Page;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.StoredTenant;
import dev.byok.spi.TenantSalt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands out rows as a database driver makes them: every text and time anew.
 *
 * @param rows where the rows are
 */
record DatabaseLikeStore(KeyStore rows) implements KeyStore {

    @Override
    public List<StoredCredential> list(String tenant) {
        return rows.list(tenant).stream().map(DatabaseLikeStore::copy).toList();
    }

    @Override
    public Optional<StoredCredential> find(String tenant, String id) {
        return rows.find(tenant, id).map(DatabaseLikeStore::copy);
    }

    @Override
    public void insert(StoredCredential row) {
        rows.insert(copy(row));
    }

    @Override
    public void replace(StoredCredential current, StoredCredential next) {
        rows.replace(current, copy(next));
    }

    @Override
    public boolean delete(String tenant, String id) {
        return rows.delete(tenant, id);
    }

    @Override
    public void delete(StoredCredential current) {
        rows.delete(current);
    }

    @Override
    public Optional<StoredSettings> findSettings(String tenant) {
        return rows.findSettings(tenant);
    }

    @Override
    public void saveSettings(StoredSettings next, long expectedVersion) {
        rows.saveSettings(next, expectedVersion);
    }

    @Override
    public TenantSalt salt(String tenant, TenantSalt fresh) {
        return copy(rows.salt(tenant, fresh));
    }

    @Override
    public Optional<TenantSalt> findSalt(String tenant) {
        return rows.findSalt(tenant).map(DatabaseLikeStore::copy);
    }

    @Override
    public Optional<StoredTenant> findTenant(String tenant) {
        return rows.findTenant(tenant);
    }

    @Override
    public int erase(String tenant, Instant at) {
        return rows.erase(tenant, at);
    }

    @Override
    public Page<StoredCredential> scan(@Nullable String cursor, int limit) {
        return rows.scan(cursor, limit);
    }

    @Override
    public Page<StoredTenant> scanTenants(@Nullable String cursor, int limit) {
        return rows.scanTenants(cursor, limit);
    }

    private static StoredCredential copy(StoredCredential row) {
        Map<String, String> fields = new LinkedHashMap<>();
        row.fields().forEach((name, value) -> fields.put(copy(name), copy(value)));
        Map<String, SealedField> secrets = new LinkedHashMap<>();
        row.secrets()
                .forEach((name, secret) ->
                        secrets.put(copy(name), new SealedField(copy(secret.sealed()), copy(secret.mask()))));
        return StoredCredential.builder(copy(row.tenant()), copy(row.id()))
                .provider(copy(row.provider()))
                .label(copy(row.label()))
                .origin(copy(row.origin()))
                .fields(fields)
                .secrets(secrets)
                .secretVersion(row.secretVersion())
                .status(row.status(), null, null)
                .connected(row.connected())
                .enabled(row.enabled())
                .preference(row.preference())
                .createdAt(copy(row.createdAt()))
                .updatedAt(copy(row.updatedAt()))
                .version(row.version())
                .build();
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }

    private static Instant copy(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    private static TenantSalt copy(TenantSalt salt) {
        return TenantSalt.of(salt.bytes(), salt.generation());
    }
}
