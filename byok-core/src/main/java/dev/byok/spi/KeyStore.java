package dev.byok.spi;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps sealed credentials. It never sees a key: what it stores is already sealed.
 *
 * <p>Thread-safe. Every method is about one tenant and must not be able to touch another's rows. Writes are atomic per
 * row and visible to the next read. Extend the contract test in the core's test-jar to check an implementation.
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
     *     and label; nothing is written
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
     * Removes a row and everything about it.
     *
     * @param tenant the tenant
     * @param id the row
     * @return false when there was none
     */
    boolean delete(String tenant, String id);

    /**
     * {@return the tenant's salt, stored at its first use; of two callers that come at once both get the same}
     *
     * @param tenant the tenant
     * @param fresh what to store when there is none
     */
    TenantSalt salt(String tenant, TenantSalt fresh);

    /**
     * {@return the tenant's salt, when it has one}
     *
     * @param tenant the tenant
     */
    Optional<TenantSalt> findSalt(String tenant);

    /**
     * Tells of changes that others made, as far as the store can know of them: another node, another client on the
     * same store. Without it a client learns of them when its cached rows expire.
     *
     * @param listener gets the tenant whose rows changed; must be quick
     * @return ends the notification
     */
    default Runnable onChange(Consumer<String> listener) {
        return () -> {};
    }
}
