package dev.byok.internal.credential;

import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.TenantSalt;
import java.util.List;
import java.util.Optional;

/** A broken store that gives one row to whoever asks. */
record ForgetfulStore(KeyStore store, StoredCredential row) implements KeyStore {

    @Override
    public List<StoredCredential> list(String tenant) {
        return List.of(row);
    }

    @Override
    public Optional<StoredCredential> find(String tenant, String id) {
        return Optional.of(row);
    }

    @Override
    public void insert(StoredCredential added) {
        store.insert(added);
    }

    @Override
    public void replace(StoredCredential current, StoredCredential next) {
        store.replace(current, next);
    }

    @Override
    public boolean delete(String tenant, String id) {
        return store.delete(tenant, id);
    }

    @Override
    public TenantSalt salt(String tenant, TenantSalt fresh) {
        return store.salt(tenant, fresh);
    }

    @Override
    public Optional<TenantSalt> findSalt(String tenant) {
        return store.findSalt(tenant);
    }
}
