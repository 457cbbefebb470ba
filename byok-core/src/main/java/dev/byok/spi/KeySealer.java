package dev.byok.spi;

import dev.byok.credential.Secret;
import java.util.Optional;
import java.util.Set;

/**
 * Encrypts secrets for storage, bound to where they belong. Thread-safe.
 *
 * <p>What {@link #seal} gives opens only with an equal {@link SealContext}: moved to another tenant, row, provider,
 * origin or field it must be refused.
 */
public interface KeySealer {

    /**
     * {@return the sealed text, printable ASCII}
     *
     * @param context where the secret belongs
     * @param secret what to seal; stays open
     */
    String seal(SealContext context, Secret secret);

    /**
     * {@return the secret, which the caller closes}
     *
     * @param context where the secret belongs
     * @param sealed what {@link #seal} gave
     * @throws dev.byok.ByokException {@code UNDECRYPTABLE}, in the same words whatever the reason but for ids
     */
    Secret open(SealContext context, String sealed);

    /**
     * {@return what {@link #seal} would give for the same secret now: after a rotation of the master key, text under the
     * new one}
     *
     * @param context where the secret belongs
     * @param sealed what {@link #seal} gave
     * @throws dev.byok.ByokException {@code UNDECRYPTABLE} as {@link #open}
     */
    default String reseal(SealContext context, String sealed) {
        try (Secret secret = open(context, sealed)) {
            return seal(context, secret);
        }
    }

    /**
     * {@return a short text by which an audit can tell whether a tenant's secret is the same as before} It is made with a
     * key of the tenant: nobody without the sealer's own keys can check a guess, equal secrets of two tenants have
     * different ones, and it says nothing once the tenant's salt is gone. Empty when the sealer makes none.
     *
     * @param context where the secret belongs
     * @param secret the secret; stays open
     */
    default Optional<String> fingerprint(SealContext context, Secret secret) {
        return Optional.empty();
    }

    /**
     * {@return the id of the master key that a sealed text is under, found without opening it; empty when it is no text of
     * this sealer, or the sealer has no master keys}
     *
     * @param sealed what {@link #seal} gave
     */
    default Optional<String> keyId(String sealed) {
        return Optional.empty();
    }

    /** {@return the id of the master key that seals now; empty for a sealer without master keys} */
    default Optional<String> primaryKeyId() {
        return Optional.empty();
    }

    /** {@return the ids of all master keys that it opens with, the primary one included} */
    default Set<String> keyIds() {
        return primaryKeyId().map(Set::of).orElse(Set.of());
    }

    /**
     * Lets go of everything that is kept of a tenant, after the tenant was erased.
     *
     * @param tenant the tenant's id
     */
    default void forget(String tenant) {}
}
