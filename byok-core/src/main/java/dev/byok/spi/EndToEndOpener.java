package dev.byok.spi;

import dev.byok.credential.PhraseProof;
import dev.byok.credential.Secret;

/**
 * Opens what a customer's device sealed. It stands for the customer's recovery phrase, and is in the server's hands only
 * for the calls that the customer sends it along with. {@code EndToEndKey} of byok-crypto is one. Thread-safe.
 */
public interface EndToEndOpener {

    /**
     * {@return what was sealed, which the caller closes}
     *
     * @param context where it belongs
     * @param sealed the stored text
     * @throws dev.byok.ByokException {@code E2E_LOCKED} when it was sealed with another phrase; {@code UNDECRYPTABLE}
     *     when it was damaged or moved
     */
    Secret open(EndToEndContext context, String sealed);

    /**
     * {@return the proof that whoever brings this opener has the phrase}
     *
     * @param tenant the tenant's id
     */
    PhraseProof proof(String tenant);
}
