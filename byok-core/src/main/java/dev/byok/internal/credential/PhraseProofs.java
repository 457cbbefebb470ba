package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.PhraseProof;
import dev.byok.spi.StoredCredential;
import java.util.Optional;

/** Lets only who has the recovery phrase take away what it protects. */
final class PhraseProofs {

    private PhraseProofs() {}

    /**
     * Checks a proof, when the row asks for one.
     *
     * @throws ByokException {@code E2E_LOCKED} without it, or with another one
     */
    static void require(StoredCredential row, Optional<PhraseProof> proof) {
        Optional<String> verifier = row.phraseVerifier();
        if (verifier.isEmpty()
                || proof.filter(shown -> shown.matches(verifier.get())).isPresent()) {
            return;
        }
        String fault = proof.isPresent()
                ? " wants the proof of another recovery phrase"
                : " wants the proof of its recovery phrase";
        throw ByokException.of(ErrorCode.E2E_LOCKED, "Credential " + row.id() + fault)
                .provider(row.provider())
                .credentialId(row.id())
                .hint("send the proof that the customer's device derives from the phrase, or unlock the tenant")
                .build();
    }
}
