package dev.byok.internal.sealing;

import dev.byok.credential.PrivacyMode;
import dev.byok.spi.KeySealer;
import dev.byok.spi.KeyStore;
import dev.byok.spi.Page;
import dev.byok.spi.StoredCredential;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stored rows, looked at from the side of the master keys. Opens nothing. */
record SealedRows(KeyStore store, KeySealer sealer) {

    /** Where texts are noted that name no master key. */
    static final String UNREADABLE = "";

    /** {@return the master keys that a row's secrets are under; none for an end-to-end encrypted row} */
    Set<String> keysOf(StoredCredential row) {
        Set<String> keys = new HashSet<>();
        if (row.privacy() == PrivacyMode.SERVER_ACCESSIBLE) {
            row.secrets()
                    .values()
                    .forEach(secret -> keys.add(sealer.keyId(secret.sealed()).orElse(UNREADABLE)));
        }
        return keys;
    }

    /** {@return whether a row needs nothing when everything shall be under one key} */
    boolean isAllUnder(String keyId, StoredCredential row) {
        return keysOf(row).stream().allMatch(keyId::equals);
    }

    boolean isUnder(String keyId, String sealed) {
        return sealer.keyId(sealed).equals(Optional.of(keyId));
    }

    void forEach(@Nullable String start, int batch, Consumer<StoredCredential> action) {
        String cursor = start;
        do {
            Page<StoredCredential> page = store.scan(cursor, batch);
            page.items().forEach(action);
            cursor = page.next().orElse(null);
        } while (cursor != null);
    }
}
