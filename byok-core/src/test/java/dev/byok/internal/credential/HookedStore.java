package dev.byok.internal.credential;

import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.TenantSalt;
import dev.byok.store.InMemoryKeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A store that counts reads, and in which a test can step in between a read and what follows it. */
final class HookedStore implements KeyStore {

    private final KeyStore store = new InMemoryKeyStore();
    private final AtomicReference<Runnable> afterNextList = new AtomicReference<>(() -> {});
    final AtomicInteger lists = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();
    volatile Runnable afterEveryList = () -> {};
    volatile Runnable beforeWrite = () -> {};
    volatile boolean tellsOfChanges = true;
    volatile boolean saltIsGone;

    /** Runs once, after the next read of a tenant's rows and before the reader gets them. */
    void afterNextList(Runnable action) {
        afterNextList.set(action);
    }

    @Override
    public List<StoredCredential> list(String tenant) {
        lists.incrementAndGet();
        List<StoredCredential> rows = store.list(tenant);
        afterNextList.getAndSet(() -> {}).run();
        afterEveryList.run();
        return rows;
    }

    @Override
    public Optional<StoredCredential> find(String tenant, String id) {
        return store.find(tenant, id);
    }

    @Override
    public void insert(StoredCredential row) {
        beforeWrite.run();
        store.insert(row);
        writes.incrementAndGet();
    }

    @Override
    public void replace(StoredCredential current, StoredCredential next) {
        beforeWrite.run();
        store.replace(current, next);
        writes.incrementAndGet();
    }

    @Override
    public boolean delete(String tenant, String id) {
        beforeWrite.run();
        writes.incrementAndGet();
        return store.delete(tenant, id);
    }

    @Override
    public TenantSalt salt(String tenant, TenantSalt fresh) {
        return store.salt(tenant, fresh);
    }

    @Override
    public Optional<TenantSalt> findSalt(String tenant) {
        return saltIsGone ? Optional.empty() : store.findSalt(tenant);
    }

    @Override
    public Runnable onChange(Consumer<String> listener) {
        return store.onChange(tenant -> {
            if (tellsOfChanges) {
                listener.accept(tenant);
            }
        });
    }
}
