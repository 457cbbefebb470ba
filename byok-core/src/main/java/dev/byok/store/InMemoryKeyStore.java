package dev.byok.store;

import dev.byok.spi.KeyStore;
import dev.byok.spi.Page;
import dev.byok.spi.StoreListener;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.StoredTenant;
import dev.byok.spi.TenantSalt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sealed credentials in memory: for tests, and for applications that connect keys anew at every start. Clients
 * that share one tell each other of changes at once.
 */
public final class InMemoryKeyStore implements KeyStore {

    private final ConcurrentNavigableMap<String, StoredShelf> shelves = new ConcurrentSkipListMap<>();
    private final StoreListeners listeners = new StoreListeners();

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final ReadWriteLock fence = new ReentrantReadWriteLock();

    /** Makes an empty store. */
    public InMemoryKeyStore() {}

    @Override
    public List<StoredCredential> list(String tenant) {
        return shelf(tenant).rows();
    }

    @Override
    public Optional<StoredCredential> find(String tenant, String id) {
        return Optional.ofNullable(shelf(tenant).find(id));
    }

    @Override
    public void insert(StoredCredential row) {
        fenced(KeyFence.keyOf(row), () -> change(row.tenant(), shelf -> shelf.insert(row)));
    }

    @Override
    public void replace(StoredCredential current, StoredCredential next) {
        StoreFailures.requireSameRow(current, next);
        fenced(KeyFence.keyOf(current, next), () -> change(current.tenant(), shelf -> shelf.replace(current, next)));
    }

    @Override
    public boolean delete(String tenant, String id) {
        StoredShelf before = change(tenant, shelf -> shelf.find(id) == null ? shelf : shelf.without(id));
        return before.find(id) != null;
    }

    @Override
    public void delete(StoredCredential current) {
        change(current.tenant(), shelf -> shelf.delete(current));
    }

    @Override
    public Optional<StoredSettings> findSettings(String tenant) {
        return Optional.ofNullable(shelf(tenant).settings());
    }

    @Override
    public void saveSettings(StoredSettings next, long expectedVersion) {
        StoreFailures.requireNext(next, expectedVersion);
        change(next.tenant(), shelf -> shelf.save(next, expectedVersion));
    }

    @Override
    public TenantSalt salt(String tenant, TenantSalt fresh) {
        TenantSalt before = change(tenant, shelf -> shelf.salt(fresh)).salt();
        return before == null ? fresh : before;
    }

    @Override
    public Optional<TenantSalt> findSalt(String tenant) {
        return Optional.ofNullable(shelf(tenant).salt());
    }

    @Override
    public Optional<StoredTenant> findTenant(String tenant) {
        return Optional.ofNullable(shelves.get(tenant)).map(shelf -> shelf.tenant(tenant));
    }

    @Override
    public int erase(String tenant, Instant at) {
        Objects.requireNonNull(at, "at");
        return change(tenant, shelf -> shelf.erase(at)).rows().size();
    }

    @Override
    public void refuseKey(String keyId) {
        StoreFailures.requireKeyId(keyId);
        fence.writeLock().lock();
        try {
            refused.add(keyId);
        } finally {
            fence.writeLock().unlock();
        }
    }

    @Override
    public Set<String> refusedKeys() {
        return Set.copyOf(refused);
    }

    @Override
    public Page<StoredCredential> scan(@Nullable String cursor, int limit) {
        ScanCursor after = ScanCursor.parse(cursor);
        ScanCursor.limit(limit);
        List<StoredCredential> found = new ArrayList<>();
        for (Map.Entry<String, StoredShelf> entry :
                shelves.tailMap(after.tenant(), true).entrySet()) {
            boolean begun = entry.getKey().equals(after.tenant());
            entry.getValue().rows().stream()
                    .filter(row -> !begun || row.id().compareTo(after.id()) > 0)
                    .sorted(Comparator.comparing(StoredCredential::id))
                    .forEach(found::add);
            if (found.size() > limit) {
                break;
            }
        }
        return ScanCursor.page(found, limit, row -> new ScanCursor(row.tenant(), row.id()));
    }

    @Override
    public Page<StoredTenant> scanTenants(@Nullable String cursor, int limit) {
        ScanCursor after = ScanCursor.parse(cursor);
        ScanCursor.limit(limit);
        List<StoredTenant> found = new ArrayList<>();
        for (Map.Entry<String, StoredShelf> entry :
                shelves.tailMap(after.tenant(), false).entrySet()) {
            found.add(entry.getValue().tenant(entry.getKey()));
            if (found.size() > limit) {
                break;
            }
        }
        return ScanCursor.page(found, limit, tenant -> new ScanCursor(tenant.tenant(), ""));
    }

    @Override
    public Runnable onChange(StoreListener listener) {
        return listeners.add(listener);
    }

    private void fenced(Set<String> keyIds, Runnable write) {
        fence.readLock().lock();
        try {
            for (String keyId : keyIds) {
                if (refused.contains(keyId)) {
                    throw StoreFailures.refusedKey(keyId);
                }
            }
            write.run();
        } finally {
            fence.readLock().unlock();
        }
    }

    private StoredShelf shelf(String tenant) {
        return shelves.getOrDefault(tenant, StoredShelf.EMPTY);
    }

    /** {@return what was there before; a refused change throws before anything is kept or told} */
    private StoredShelf change(String tenant, UnaryOperator<StoredShelf> change) {
        while (true) {
            StoredShelf stored = shelves.get(tenant);
            StoredShelf before = stored == null ? StoredShelf.EMPTY : stored;
            StoredShelf after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            if (stored == null ? shelves.putIfAbsent(tenant, after) == null : shelves.replace(tenant, stored, after)) {
                listeners.tenantChanged(tenant);
                return before;
            }
        }
    }
}
