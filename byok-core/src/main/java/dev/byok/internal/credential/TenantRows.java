package dev.byok.internal.credential;

import dev.byok.internal.settings.LoadedSettings;
import dev.byok.routing.TenantSettings;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.TenantSalt;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One tenant's sealed rows and its settings as they were read at one moment. Immutable. */
public final class TenantRows {

    private final List<StoredCredential> rows;
    private final @Nullable TenantSalt salt;
    private final LoadedSettings settings;
    private final long stamp;
    private final long readAt;

    TenantRows(
            List<StoredCredential> rows, @Nullable TenantSalt salt, LoadedSettings settings, long stamp, long readAt) {
        this.rows = rows;
        this.salt = salt;
        this.settings = settings;
        this.stamp = stamp;
        this.readAt = readAt;
    }

    /** {@return all rows, disconnected ones too, oldest first} */
    public List<StoredCredential> rows() {
        return rows;
    }

    /** {@return the tenant's salt; null when there is none, or no row that would need it} */
    public @Nullable TenantSalt salt() {
        return salt;
    }

    /**
     * {@return what the tenant has set}
     *
     * @throws dev.byok.ByokException {@code CONFIGURATION} when that cannot be read
     */
    public TenantSettings settings() {
        return settings.settings();
    }

    /**
     * {@return the row with that id, or null}
     *
     * @param id the row's id
     */
    public @Nullable StoredCredential find(String id) {
        for (StoredCredential row : rows) {
            if (row.id().equals(id)) {
                return row;
            }
        }
        return null;
    }

    /**
     * {@return the default among the provider's connected and enabled rows: the one that was made the default last, else
     * the oldest; null when there is no such row}
     *
     * @param provider the provider's id
     */
    public @Nullable StoredCredential defaultOf(String provider) {
        StoredCredential best = null;
        for (StoredCredential row : rows) {
            if (row.connected() && row.enabled() && row.provider().equals(provider) && precedes(row, best)) {
                best = row;
            }
        }
        return best;
    }

    private static boolean precedes(StoredCredential row, @Nullable StoredCredential best) {
        if (best == null || row.preference() != best.preference()) {
            return best == null || row.preference() > best.preference();
        }
        int age = row.createdAt().compareTo(best.createdAt());
        return age != 0 ? age < 0 : row.id().compareTo(best.id()) < 0;
    }

    /** {@return these rows with one of them replaced, or added at the end} */
    TenantRows with(StoredCredential written) {
        Stream<StoredCredential> others = rows.stream().filter(row -> !row.id().equals(written.id()));
        return new TenantRows(Stream.concat(others, Stream.of(written)).toList(), salt, settings, stamp, readAt);
    }

    // a clock that was set back makes an age negative; such rows count as old, not as good for ever
    boolean isCurrent(long presentStamp, long now, long timeToLive) {
        long age = now - readAt;
        return stamp == presentStamp && age >= 0 && age < timeToLive;
    }
}
