package dev.byok.internal.credential;

import dev.byok.spi.StoreListener;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.TenantSalt;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.testkit.ForwardingKeyStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A store that counts reads, and in which a test can step in between a read and what follows it. */
final class HookedStore extends ForwardingKeyStore {

    private final AtomicReference<Runnable> afterNextList = new AtomicReference<>(() -> {});
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
    final AtomicInteger lists = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();
    volatile Runnable afterEveryList = () -> {};
    volatile Runnable beforeWrite = () -> {};
    volatile boolean tellsOfChanges = true;
    volatile boolean saltIsGone;

    HookedStore() {
        super(new InMemoryKeyStore());
    }

    void tellThatAnythingMayHaveChanged() {
        listeners.forEach(StoreListener::anythingChanged);
    }

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
    public Optional<TenantSalt> findSalt(String tenant) {
        return saltIsGone ? Optional.empty() : store.findSalt(tenant);
    }

    @Override
    public Runnable onChange(StoreListener listener) {
        listeners.add(listener);
        return store.onChange(new StoreListener() {

            @Override
            public void tenantChanged(String tenant) {
                if (tellsOfChanges) {
                    listener.tenantChanged(tenant);
                }
            }

            @Override
            public void anythingChanged() {
                listener.anythingChanged();
            }
        });
    }
}
