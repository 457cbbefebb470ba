package dev.byok.internal.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.byok.speech.Voice;
import dev.byok.spi.StoredCredential;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps lists of voices: they are long, vendors make them in pages, and pickers show them again and again. A list belongs to
 * a credential as it was saved; one that was edited or rotated is asked again.
 */
final class VoiceLists {

    private static final int MOST = 1_000;
    private static final Duration KEPT = Duration.ofHours(1);

    // evicting on the caller's thread takes microseconds, and the common pool is the application's
    private final Cache<Key, List<Voice>> lists = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();

    private record Key(String tenant, String credentialId, long version) {}

    /** {@return the list of a credential, which is asked for when it is not known or shall be new} */
    List<Voice> of(StoredCredential row, boolean fresh, Supplier<List<Voice>> asking) {
        Key key = new Key(row.tenant(), row.id(), row.version());
        List<Voice> known = fresh ? null : lists.getIfPresent(key);
        if (known != null) {
            return known;
        }
        List<Voice> asked = List.copyOf(asking.get());
        lists.put(key, asked);
        return asked;
    }
}
