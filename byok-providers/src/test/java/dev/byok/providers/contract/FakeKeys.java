package dev.byok.providers.contract;

import dev.byok.credential.Secret;

/** The keys of these tests: no key of anybody, and easy to find where none may be. */
final class FakeKeys {

    private FakeKeys() {}

    /** A key that no other vendor has; it holds no word that a message might hold. */
    static String of(Contract contract) {
        return "sk-FAKE-%08Xq7Zr2Lm9Xw4Tn8Vb3Kd6Hs1Pf5Gj0Cy"
                .formatted(contract.id().hashCode());
    }

    /** The same as a secret. */
    static Secret secret(Contract contract) {
        return Secret.of(of(contract));
    }
}
