package dev.byok.sealing;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does with the keys that everything is sealed with. Get it from {@code client.sealing()}. Thread-safe;
 * several nodes may do the same at once.
 *
 * <p><b>To rotate the master key</b>, with {@code MasterKeys} of byok-crypto:
 *
 * <ol>
 *   <li>add a key ({@code withNewKey}), and bring that keyset to all nodes: they can open with it now
 *   <li>make it the primary one ({@code withPrimary}), and bring that to all nodes
 *   <li>{@link #refuse} the old key: a node that missed step 2 gets an error where it would write with it, and no such row
 *       can come up behind the next step
 *   <li>{@link #reseal()} on one node, until {@link #usage()} has no row under the old key
 *   <li>disable the old key ({@code withDisabled}), and look for {@code UNDECRYPTABLE} for a while
 *   <li>when no backup needs the old key any more, remove it ({@code without})
 * </ol>
 *
 * <p>End-to-end encrypted keys are not concerned: no master key is in them.
 */
public interface Sealing {

    /** How many rows are read and written at once unless said otherwise. */
    int DEFAULT_BATCH = 500;

    /** {@return how many rows are sealed with which master key; reads all rows} */
    KeyUsage usage();

    /**
     * Checks that every stored key has its master key here, for the start of a node: a wrong or an old keyset shows at
     * once and not one customer at a time. Reads all rows.
     *
     * @throws dev.byok.ByokException {@code CONFIGURATION} naming the master keys that are missing, and of how many rows
     */
    void requireMasterKeys();

    /**
     * Lets nothing be written any more that is sealed with a master key, by any node on this store, old ones included. When
     * this returns, writes that began before have ended. It holds for good: a key is refused once another one is primary
     * everywhere.
     *
     * @param keyId the old master key's id
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when this node itself seals with it; {@code CONFIGURATION}
     *     when the store cannot do it
     */
    void refuse(String keyId);

    /**
     * Seals everything with the primary master key that is sealed with another one.
     *
     * @return what was done
     */
    ResealProgress reseal();

    /**
     * Seals everything with the primary master key that is sealed with another one, in batches. Each row is changed by a
     * compare-and-set, so a customer who changes it at the same time wins, and calls go on meanwhile. A row that does not
     * open is counted, and marked as {@code UNDECRYPTABLE}; the others go on.
     *
     * <p>It can be stopped at any time, by a crash too: done again from the start or from a cursor, it passes over what is
     * done.
     *
     * @param batch how many rows are read and written at once, 1 to 10,000
     * @param cursor where to go on, from {@link ResealProgress#cursor()}; null for the start
     * @param goOn hears of the progress after every batch, and says whether to go on
     * @return the last progress
     * @throws dev.byok.ByokException {@code CONFIGURATION} when the sealer has no master keys; {@code INVALID_REQUEST} when
     *     the cursor is none; and what the store fails with: what was done stays done
     */
    ResealProgress reseal(int batch, @Nullable String cursor, Predicate<ResealProgress> goOn);

    /**
     * Erases a tenant for good: rows, settings, and the random salt without which no backup of the rows opens, whoever has
     * the master key. A tombstone stays. It holds once no backup has the salt any more; erase again, before serving, what
     * was erased since the backup that you restore.
     *
     * @param tenant the tenant's id
     * @return how many credentials were removed
     */
    int erase(String tenant);

    /**
     * Lets an erased tenant connect keys again, with another salt. Nothing of what was erased comes back.
     *
     * @param tenant the tenant's id
     * @throws dev.byok.ByokException {@code NOT_FOUND} when the tenant was not erased
     */
    void readmit(String tenant);
}
