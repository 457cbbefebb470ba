package dev.byok.testkit;

import dev.byok.spi.KeyStore;
import dev.byok.spi.Page;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoreListener;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.StoredTenant;
import dev.byok.spi.TenantSalt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Passes every call on to a store, for tests that change one of them. */
public class ForwardingKeyStore implements KeyStore {

    /** What does the work. */
    protected final KeyStore store;

    /** Wraps a store. */
    public ForwardingKeyStore(KeyStore store) {
        this.store = store;
    }

    @Override
    public List<StoredCredential> list(String tenant) {
        return store.list(tenant);
    }

    @Override
    public Optional<StoredCredential> find(String tenant, String id) {
        return store.find(tenant, id);
    }

    @Override
    public void insert(StoredCredential row) {
        store.insert(row);
    }

    @Override
    public void replace(StoredCredential current, StoredCredential next) {
        store.replace(current, next);
    }

    @Override
    public List<Boolean> replaceAll(List<Replacement> replacements) {
        return store.replaceAll(replacements);
    }

    @Override
    public boolean delete(String tenant, String id) {
        return store.delete(tenant, id);
    }

    @Override
    public void delete(StoredCredential current) {
        store.delete(current);
    }

    @Override
    public Optional<StoredSettings> findSettings(String tenant) {
        return store.findSettings(tenant);
    }

    @Override
    public void saveSettings(StoredSettings next, long expectedVersion) {
        store.saveSettings(next, expectedVersion);
    }

    @Override
    public TenantSalt salt(String tenant, TenantSalt fresh) {
        return store.salt(tenant, fresh);
    }

    @Override
    public Optional<TenantSalt> findSalt(String tenant) {
        return store.findSalt(tenant);
    }

    @Override
    public Map<String, TenantSalt> findSalts(Set<String> tenants) {
        return store.findSalts(tenants);
    }

    @Override
    public Optional<StoredTenant> findTenant(String tenant) {
        return store.findTenant(tenant);
    }

    @Override
    public int erase(String tenant, Instant at) {
        return store.erase(tenant, at);
    }

    @Override
    public void refuseKey(String keyId) {
        store.refuseKey(keyId);
    }

    @Override
    public Set<String> refusedKeys() {
        return store.refusedKeys();
    }

    @Override
    public Page<StoredCredential> scan(@Nullable String cursor, int limit) {
        return store.scan(cursor, limit);
    }

    @Override
    public long count(@Nullable String cursor) {
        return store.count(cursor);
    }

    @Override
    public Page<StoredTenant> scanTenants(@Nullable String cursor, int limit) {
        return store.scanTenants(cursor, limit);
    }

    @Override
    public Runnable onChange(StoreListener listener) {
        return store.onChange(listener);
    }
}
