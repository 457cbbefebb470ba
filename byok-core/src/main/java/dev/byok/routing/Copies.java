package dev.byok.routing;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Unmodifiable copies that keep the order in which people wrote things. */
final class Copies {

    private Copies() {}

    static <T> Set<T> of(Collection<T> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    static <V> Map<String, V> of(Map<String, V> values) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Map<String, Set<String>> ofSets(Map<String, Set<String>> values) {
        Map<String, Set<String>> copies = new LinkedHashMap<>();
        values.forEach((name, members) -> copies.put(name, of(members)));
        return Collections.unmodifiableMap(copies);
    }
}
