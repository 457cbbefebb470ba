package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
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
    private final KeyAccess access;

    TenantRows(
            List<StoredCredential> rows, @Nullable TenantSalt salt, LoadedSettings settings, long stamp, long readAt) {
        this(rows, salt, settings, stamp, readAt, KeyAccess.STORED);
    }

    private TenantRows(
            List<StoredCredential> rows,
            @Nullable TenantSalt salt,
            LoadedSettings settings,
            long stamp,
            long readAt,
            KeyAccess access) {
        this.rows = rows;
        this.salt = salt;
        this.settings = settings;
        this.stamp = stamp;
        this.readAt = readAt;
        this.access = access;
    }

    /**
     * {@return these rows as a call sees them: with the customer's own key, or in the background without the rows that
     * need it}
     *
     * @param by what the call brings along
     */
    public TenantRows seen(KeyAccess by) {
        return by.equals(access) ? this : new TenantRows(rows, salt, settings, stamp, readAt, by);
    }

    /** {@return what the call brings along} */
    KeyAccess access() {
        return access;
    }

    /**
     * {@return whether a provider has a usable row that is out of this call's reach, because it is end-to-end encrypted
     * and the call runs in the background}
     *
     * @param provider the provider's id
     */
    public boolean hides(String provider) {
        return rows.stream().anyMatch(row -> row.provider().equals(provider) && isHidden(row));
    }

    /**
     * {@return why a call has no key: in place of the given reason, that the keys it could have used are locked}
     *
     * @param reason why none was found
     */
    public ByokException explain(ByokException reason) {
        if (reason.code() != ErrorCode.NO_API_KEY) {
            return reason;
        }
        boolean locked = reason.provider().map(this::hides).orElse(rows.stream().anyMatch(this::isHidden));
        return locked ? KeyAccess.lockedInBackground(reason.provider().orElse(null)) : reason;
    }

    private boolean isHidden(StoredCredential row) {
        return isUsable(row) && !access.reaches(row);
    }

    private static boolean isUsable(StoredCredential row) {
        return row.connected() && row.enabled();
    }

    /** {@return all rows that are in reach of the call, disconnected ones too, oldest first} */
    public List<StoredCredential> rows() {
        return access.isBackground() ? rows.stream().filter(access::reaches).toList() : rows;
    }

    /** {@return the highest rank among a provider's rows; disconnected and disabled ones count too, as they may come back} */
    long highest(String provider) {
        return rows.stream()
                .filter(row -> row.provider().equals(provider))
                .mapToLong(StoredCredential::preference)
                .max()
                .orElse(0);
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
     * {@return the default among the provider's connected and enabled rows in reach of the call: the one that was made the default last, else
     * the oldest; null when there is no such row}
     *
     * @param provider the provider's id
     */
    public @Nullable StoredCredential defaultOf(String provider) {
        StoredCredential best = null;
        for (StoredCredential row : rows) {
            if (isUsable(row) && access.reaches(row) && row.provider().equals(provider) && precedes(row, best)) {
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
        return new TenantRows(
                Stream.concat(others, Stream.of(written)).toList(), salt, settings, stamp, readAt, access);
    }

    // a clock that was set back makes an age negative; such rows count as old, not as good for ever
    boolean isCurrent(long presentStamp, long now, long timeToLive) {
        long age = now - readAt;
        return stamp == presentStamp && age >= 0 && age < timeToLive;
    }
}
