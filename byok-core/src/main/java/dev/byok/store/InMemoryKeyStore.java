package dev.byok.store;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.TenantSalt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sealed credentials in memory: for tests, and for applications that connect keys anew at every start. Clients
 * that share one tell each other of changes at once.
 */
public final class InMemoryKeyStore implements KeyStore {

    private static final Comparator<StoredCredential> OLDEST_FIRST =
            Comparator.comparing(StoredCredential::createdAt).thenComparing(StoredCredential::id);

    private final ConcurrentMap<String, List<StoredCredential>> rows = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, TenantSalt> salts = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Makes an empty store. */
    public InMemoryKeyStore() {}

    @Override
    public List<StoredCredential> list(String tenant) {
        return rows.getOrDefault(tenant, List.of());
    }

    @Override
    public Optional<StoredCredential> find(String tenant, String id) {
        return Optional.ofNullable(byId(list(tenant), id));
    }

    @Override
    public void insert(StoredCredential row) {
        rows.compute(row.tenant(), (tenant, present) -> {
            List<StoredCredential> old = present == null ? List.of() : present;
            if (byId(old, row.id()) != null) {
                throw conflict(row, "the row exists already");
            }
            return with(old, row, null);
        });
        changed(row.tenant());
    }

    @Override
    public void replace(StoredCredential current, StoredCredential next) {
        rows.compute(current.tenant(), (tenant, present) -> {
            List<StoredCredential> old = present == null ? List.of() : present;
            StoredCredential stored = byId(old, current.id());
            if (stored == null || stored.version() != current.version()) {
                throw conflict(current, "the row was changed by somebody else");
            }
            return with(old, next, stored);
        });
        changed(current.tenant());
    }

    @Override
    public boolean delete(String tenant, String id) {
        boolean[] found = new boolean[1];
        rows.computeIfPresent(tenant, (key, old) -> {
            List<StoredCredential> left =
                    old.stream().filter(row -> !row.id().equals(id)).toList();
            found[0] = left.size() < old.size();
            return left.isEmpty() ? null : left;
        });
        if (found[0]) {
            changed(tenant);
        }
        return found[0];
    }

    @Override
    public TenantSalt salt(String tenant, TenantSalt fresh) {
        TenantSalt present = salts.putIfAbsent(tenant, fresh);
        return present == null ? fresh : present;
    }

    @Override
    public Optional<TenantSalt> findSalt(String tenant) {
        return Optional.ofNullable(salts.get(tenant));
    }

    @Override
    public Runnable onChange(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void changed(String tenant) {
        for (Consumer<String> listener : listeners) {
            listener.accept(tenant);
        }
    }

    private static @Nullable StoredCredential byId(List<StoredCredential> rows, String id) {
        for (StoredCredential row : rows) {
            if (row.id().equals(id)) {
                return row;
            }
        }
        return null;
    }

    private static List<StoredCredential> with(
            List<StoredCredential> old, StoredCredential added, @Nullable StoredCredential removed) {
        List<StoredCredential> next = new ArrayList<>(old.size() + 1);
        for (StoredCredential row : old) {
            if (row == removed) {
                continue;
            }
            if (row.provider().equals(added.provider()) && row.label().equals(added.label())) {
                throw conflict(added, "there is a row with the label '" + added.label() + "' already");
            }
            next.add(row);
        }
        next.add(added);
        next.sort(OLDEST_FIRST);
        return List.copyOf(next);
    }

    private static ByokException conflict(StoredCredential row, String message) {
        return ByokException.of(ErrorCode.CONFLICT, message)
                .provider(row.provider())
                .credentialId(row.id())
                .hint("read the row again, then decide whether to repeat the change")
                .build();
    }
}
