package dev.byok.spi;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.Objects;

/**
 * A row of a {@link KeyStore} as it was read, and as it shall be.
 *
 * @param current the row as it was read
 * @param next the row as it shall be: same tenant and id, {@link StoredCredential#version()} one higher
 */
public record Replacement(StoredCredential current, StoredCredential next) {

    /** Checks that nothing is missing. */
    public Replacement {
        Objects.requireNonNull(current, "current");
        Objects.requireNonNull(next, "next");
    }

    static boolean isMade(KeyStore store, Replacement replacement) {
        try {
            store.replace(replacement.current(), replacement.next());
            return true;
        } catch (ByokException failure) {
            if (failure.code() == ErrorCode.CONFLICT) {
                return false;
            }
            throw failure;
        }
    }
}
