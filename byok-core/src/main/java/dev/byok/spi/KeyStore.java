package dev.byok.spi;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sealed credentials. It never sees a key: what it stores is already sealed.
 *
 * <p>Thread-safe. Every method but the scans and what goes with them is about one tenant and must not be able to touch another's rows. Writes
 * are atomic and visible to the next read. Extend the contract test in the core's test-jar to check an implementation.
 *
 * <p>An erased tenant is remembered, and every write for it is refused with {@code CONFIGURATION} until it gets a salt of
 * a higher generation, see {@link #erase}.
 */
public interface KeyStore {

    /**
     * {@return all rows of a tenant, disconnected ones too, oldest first}
     *
     * @param tenant the tenant
     */
    List<StoredCredential> list(String tenant);

    /**
     * {@return one row}
     *
     * @param tenant the tenant
     * @param id the row
     */
    Optional<StoredCredential> find(String tenant, String id);

    /**
     * Adds a row.
     *
     * @param row a new one
     * @throws dev.byok.ByokException {@code CONFLICT} when the id exists, or the tenant has a row of the same provider
     *     and label; {@code CONFIGURATION} when its master key is refused, or its tenant erased; nothing is written
     */
    void insert(StoredCredential row);

    /**
     * Replaces a row if nobody changed it since it was read.
     *
     * @param current the row as it was read
     * @param next the row as it shall be: same tenant and id, {@link StoredCredential#version()} one higher
     * @throws dev.byok.ByokException {@code CONFLICT} when the stored version is another one than {@code current}'s,
     *     the row is gone, or the new label is taken; nothing is written
     */
    void replace(StoredCredential current, StoredCredential next);

    /**
     * {@return for each replacement, in order, whether it was made} Each is made if nobody changed its row since it was
     * read, whatever becomes of the others. A store may make them in one go.
     *
     * @param replacements of different rows, of any tenants
     */
    default List<Boolean> replaceAll(List<Replacement> replacements) {
        List<Boolean> made = new ArrayList<>(replacements.size());
        for (Replacement replacement : replacements) {
            made.add(Replacement.isMade(this, replacement));
        }
        return made;
    }

    /**
     * Removes a row and everything about it.
     *
     * @param tenant the tenant
     * @param id the row
     * @return false when there was none
     */
    boolean delete(String tenant, String id);

    /**
     * Removes a row and everything about it, if nobody changed it since it was read: so the end of a retention time does
     * not take a row that was connected again meanwhile.
     *
     * @param current the row as it was read
     * @throws dev.byok.ByokException {@code CONFLICT} when the stored version is another one, or the row is gone; nothing
     *     is removed
     */
    void delete(StoredCredential current);

    /**
     * {@return the tenant's settings, when it has some}
     *
     * @param tenant the tenant
     */
    Optional<StoredSettings> findSettings(String tenant);

    /**
     * Adds or replaces a tenant's settings if nobody changed them since they were read.
     *
     * @param next the settings as they shall be
     * @param expectedVersion the version that was read; 0 when there were none. {@code next} has the one after it
     * @throws dev.byok.ByokException {@code CONFLICT} when the stored version is another one; nothing is written
     * @throws IllegalArgumentException when {@code next} has another version than the one after the expected
     */
    void saveSettings(StoredSettings next, long expectedVersion);

    /**
     * {@return the tenant's salt, stored at its first use; of two callers that come at once both get the same}
     *
     * @param tenant the tenant
     * @param fresh what to store when there is none. For an erased tenant its generation must be higher than the erased
     *     one's: whoever admits such a tenant again does so on purpose
     * @throws dev.byok.ByokException {@code CONFIGURATION} when the tenant was erased and the generation is not higher
     */
    TenantSalt salt(String tenant, TenantSalt fresh);

    /**
     * {@return the tenant's salt, when it has one}
     *
     * @param tenant the tenant
     */
    Optional<TenantSalt> findSalt(String tenant);

    /**
     * {@return the salts of several tenants, by tenant; those that have none are left out} For whoever goes over the rows of
     * {@link #scan}: one question instead of one for each tenant.
     *
     * @param tenants the tenants
     */
    default Map<String, TenantSalt> findSalts(Set<String> tenants) {
        Map<String, TenantSalt> salts = new HashMap<>();
        tenants.forEach(tenant -> findSalt(tenant).ifPresent(salt -> salts.put(tenant, salt)));
        return salts;
    }

    /**
     * {@return what is known of the tenant, when it has or had anything here}
     *
     * @param tenant the tenant
     */
    Optional<StoredTenant> findTenant(String tenant);

    /**
     * Erases a tenant: its rows, settings and salt are gone in one step, and with the salt also what backups of the rows
     * hold. A tombstone stays, so that the tenant never gets another salt unnoticed. A tenant that is not known gets a
     * tombstone too: after a restore, erasures since the backup are repeated before the store is used. Erasing twice
     * keeps the first time.
     *
     * @param tenant the tenant
     * @param at when it was erased
     * @return how many credentials were removed
     */
    int erase(String tenant, Instant at);

    /**
     * Refuses what nodes with an old keyset would still write: from when this returns, no row with secrets under that
     * master key is added, and none gets new ones. Writes that began before have ended by then, so a scan that begins now
     * meets all their rows. Rows that are there stay, and everything but their secrets can be changed.
     *
     * @param keyId the master key, see {@link StoredCredential#keyId()}; up to 100 characters without a comma
     */
    default void refuseKey(String keyId) {
        throw ByokException.of(ErrorCode.CONFIGURATION, "This key store cannot refuse rows by their master key")
                .hint("implement KeyStore.refuseKey, or make sure that no node seals with the old key any more")
                .build();
    }

    /** {@return the master keys that are refused} */
    default Set<String> refusedKeys() {
        return Set.of();
    }

    /**
     * {@return a page of the rows of all tenants, in an order that stays the same} A row that is there from the first
     * page to the last is met exactly once, whatever is written meanwhile.
     *
     * @param cursor where the page begins, from the page before it, on this store or another one on the same database;
     *     null for the first page. It may be kept, to go on after a restart
     * @param limit the most rows, from 1
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the cursor is not one
     */
    Page<StoredCredential> scan(@Nullable String cursor, int limit);

    /**
     * {@return how many rows {@link #scan} still meets from a cursor on} A store that can count does so without reading them.
     *
     * @param cursor where it goes on; null for all rows
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the cursor is not one
     */
    default long count(@Nullable String cursor) {
        long rows = 0;
        Optional<String> next = Optional.ofNullable(cursor);
        do {
            Page<StoredCredential> page = scan(next.orElse(null), 500);
            rows += page.items().size();
            next = page.next();
        } while (next.isPresent());
        return rows;
    }

    /**
     * {@return a page of all tenants, erased ones too, in an order that stays the same} As with {@link #scan}.
     *
     * @param cursor where the page begins, from the page before it; null for the first page
     * @param limit the most tenants, from 1
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the cursor is not one
     */
    Page<StoredTenant> scanTenants(@Nullable String cursor, int limit);

    /**
     * Tells of changes that others made, as far as the store can know of them: another node, another client on the
     * same store. Without it a client learns of them when its cached rows expire.
     *
     * @param listener hears of every change, also of those that were made here
     * @return ends the notification
     */
    default Runnable onChange(StoreListener listener) {
        return () -> {};
    }
}
