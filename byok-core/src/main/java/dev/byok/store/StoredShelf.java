package dev.byok.store;

import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.StoredTenant;
import dev.byok.spi.TenantSalt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that an {@link InMemoryKeyStore} has of one tenant. Immutable, so that a change of it is one step. */
record StoredShelf(
        List<StoredCredential> rows,
        @Nullable StoredSettings settings,
        @Nullable TenantSalt salt,
        long generation,
        @Nullable Instant erasedAt) {

    static final StoredShelf EMPTY = new StoredShelf(List.of(), null, null, 0, null);

    private static final Comparator<StoredCredential> OLDEST_FIRST =
            Comparator.comparing(StoredCredential::createdAt).thenComparing(StoredCredential::id);

    @Nullable
    StoredCredential find(String id) {
        for (StoredCredential row : rows) {
            if (row.id().equals(id)) {
                return row;
            }
        }
        return null;
    }

    StoredShelf insert(StoredCredential row) {
        if (alive().find(row.id()) != null) {
            throw StoreFailures.rowExists(row);
        }
        return withRow(null, row);
    }

    StoredShelf replace(StoredCredential current, StoredCredential next) {
        return withRow(alive().require(current), next);
    }

    StoredShelf delete(StoredCredential current) {
        return without(alive().require(current).id());
    }

    StoredShelf without(String id) {
        List<StoredCredential> left =
                rows.stream().filter(row -> !row.id().equals(id)).toList();
        return new StoredShelf(left, settings, salt, generation, erasedAt);
    }

    StoredShelf save(StoredSettings next, long expectedVersion) {
        StoredSettings present = alive().settings;
        if ((present == null ? 0 : present.version()) != expectedVersion) {
            throw StoreFailures.settingsChanged();
        }
        return new StoredShelf(rows, next, salt, generation, null);
    }

    StoredShelf salt(TenantSalt fresh) {
        if (salt != null) {
            return this;
        }
        if (erasedAt != null && fresh.generation() <= generation) {
            throw StoreFailures.erased();
        }
        return new StoredShelf(rows, settings, fresh, fresh.generation(), null);
    }

    StoredShelf erase(Instant at) {
        return erasedAt != null ? this : new StoredShelf(List.of(), null, null, Math.max(1, generation), at);
    }

    StoredTenant tenant(String name) {
        return new StoredTenant(name, generation, Optional.ofNullable(erasedAt));
    }

    private StoredShelf alive() {
        if (erasedAt != null) {
            throw StoreFailures.erased();
        }
        return this;
    }

    private StoredCredential require(StoredCredential current) {
        StoredCredential stored = find(current.id());
        if (stored == null || stored.version() != current.version()) {
            throw StoreFailures.rowChanged(current);
        }
        return stored;
    }

    private StoredShelf withRow(@Nullable StoredCredential removed, StoredCredential added) {
        List<StoredCredential> next = new ArrayList<>(rows.size() + 1);
        for (StoredCredential row : rows) {
            if (row == removed) {
                continue;
            }
            if (row.provider().equals(added.provider()) && row.label().equals(added.label())) {
                throw StoreFailures.labelTaken(added);
            }
            next.add(row);
        }
        next.add(added);
        next.sort(OLDEST_FIRST);
        return new StoredShelf(List.copyOf(next), settings, salt, generation, null);
    }
}
