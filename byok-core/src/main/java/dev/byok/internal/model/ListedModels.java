package dev.byok.internal.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.byok.model.ModelInfo;
import dev.byok.spi.StoredCredential;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lists of models that vendors gave for stored keys, with the time they gave them. In this client's memory, and
 * bounded: the lists that were longest not asked for go first. A list is of one key: when the key is renewed or leads
 * elsewhere, it is forgotten. Thread-safe.
 */
public final class ListedModels {

    private static final long MOST_MODELS = 200_000;

    private final Clock clock;
    private final Cache<Key, Listed> lists = Caffeine.newBuilder()
            .maximumWeight(MOST_MODELS)
            .<Key, Listed>weigher((key, list) -> 1 + list.models().size())
            .executor(Runnable::run)
            .build();

    /**
     * Makes an empty one.
     *
     * @param clock tells when lists were given
     */
    public ListedModels(Clock clock) {
        this.clock = clock;
    }

    /**
     * A vendor's list.
     *
     * @param models by id, in the vendor's order
     * @param at when the vendor gave it
     */
    public record Listed(Map<String, ModelInfo> models, Instant at) {}

    private record Key(String credentialId, long secretVersion, String origin) {

        static Key of(StoredCredential row) {
            return new Key(row.id(), row.secretVersion(), row.origin());
        }
    }

    /**
     * Keeps a list in the place of an older one.
     *
     * @param row the key that it is for
     * @param list what the vendor said; an empty list says nothing
     */
    public void put(StoredCredential row, List<ModelInfo> list) {
        if (list.isEmpty()) {
            return;
        }
        Map<String, ModelInfo> byId = new LinkedHashMap<>();
        list.forEach(model -> byId.put(model.id(), model));
        lists.put(Key.of(row), new Listed(Collections.unmodifiableMap(byId), clock.instant()));
    }

    /**
     * {@return the list of a key; null when its vendor gave none}
     *
     * @param row the key
     */
    public @Nullable Listed find(StoredCredential row) {
        return lists.getIfPresent(Key.of(row));
    }

    /**
     * {@return the models of a key by id; null when its vendor gave no list}
     *
     * @param row the key
     */
    public @Nullable Map<String, ModelInfo> models(StoredCredential row) {
        Listed listed = find(row);
        return listed == null ? null : listed.models();
    }
}
