package dev.byok.sealing;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many stored credentials are sealed with which master key. Immutable.
 *
 * @param rows how many credentials there are
 * @param byKey how many of them have a secret under a master key, by its id
 * @param endToEnd how many are end-to-end encrypted and under no master key
 * @param unreadable how many have a secret that is in no format of the sealer
 * @param missing the ids of master keys that rows are under and the sealer does not have, or that are disabled
 */
public record KeyUsage(long rows, Map<String, Long> byKey, long endToEnd, long unreadable, Set<String> missing) {

    /** Copies the collections. */
    public KeyUsage {
        byKey = Collections.unmodifiableMap(new TreeMap<>(byKey));
        missing = Collections.unmodifiableSet(new TreeSet<>(missing));
    }

    /**
     * {@return how many credentials need a master key; one may be removed when none does, and no backup either}
     *
     * @param keyId the key's id
     */
    public long under(String keyId) {
        return byKey.getOrDefault(keyId, 0L);
    }
}
