package dev.byok.spi;

import dev.byok.credential.Secret;

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
}
