package dev.byok.internal.credential;

import dev.byok.spi.StoredCredential;
import java.util.List;

/** Rows that were sealed under another master key while somebody changed them: their content is what it was. */
final class Resealed {

    private Resealed() {}

    /** {@return whether nothing happened to a row since it was read but that its secrets were sealed anew} */
    static boolean isOnly(StoredCredential read, StoredCredential stored) {
        return stored.version() != read.version() && content(stored).equals(content(read));
    }

    /** {@return a change that was made from one state of a row, made from the state with the secrets sealed anew} */
    static StoredCredential carried(StoredCredential read, StoredCredential change, StoredCredential stored) {
        StoredCredential.Builder carried = change.toBuilder().version(stored.version() + 1);
        if (change.secrets().equals(read.secrets())) {
            carried.secrets(stored.secrets()).keyId(stored.keyId().orElse(null));
        }
        return carried.build();
    }

    // the number of the secrets' changes stands for what is in them
    private static List<Object> content(StoredCredential row) {
        return List.of(
                row.provider(),
                row.label(),
                row.origin(),
                row.privacy(),
                row.phraseVerifier(),
                row.fields(),
                row.secrets().keySet(),
                row.secretVersion(),
                row.status(),
                row.statusReason(),
                row.testedAt(),
                row.connected(),
                row.enabled(),
                row.preference(),
                row.updatedAt());
    }
}
