package dev.byok.store;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredSettings;

/** What stores refuse. */
final class StoreFailures {

    private static final String READ_AGAIN = "read it again, then decide whether to repeat the change";

    private static final int MAX_KEY_ID = 100;

    private StoreFailures() {}

    static ByokException rowExists(StoredCredential row) {
        return conflict(row, "The row exists already");
    }

    static ByokException rowChanged(StoredCredential row) {
        return conflict(row, "The row was changed by somebody else");
    }

    static ByokException labelTaken(StoredCredential row) {
        return conflict(row, "There is a row with the label '" + row.label() + "' already");
    }

    static ByokException settingsChanged() {
        return ByokException.of(ErrorCode.CONFLICT, "The settings were changed by somebody else")
                .hint(READ_AGAIN)
                .build();
    }

    static ByokException erased() {
        return ByokException.of(ErrorCode.CONFIGURATION, "The tenant was erased")
                .hint("an erased tenant's id is not used again, unless it is admitted again on purpose")
                .build();
    }

    static ByokException refusedKey(String keyId) {
        return ByokException.of(
                        ErrorCode.CONFIGURATION,
                        "Nothing is sealed with master key " + keyId + " any more, and this node still does")
                .hint("load the keyset with the new primary key on this node; nothing was written")
                .build();
    }

    static void requireKeyId(String keyId) {
        if (keyId.isEmpty() || keyId.length() > MAX_KEY_ID || keyId.indexOf(',') >= 0) {
            throw new IllegalArgumentException(
                    "the id of a master key has 1 to " + MAX_KEY_ID + " characters and no comma");
        }
    }

    static void requireSameRow(StoredCredential current, StoredCredential next) {
        if (!next.tenant().equals(current.tenant()) || !next.id().equals(current.id())) {
            throw new IllegalArgumentException("a row keeps its tenant and id");
        }
    }

    static void requireNext(StoredSettings next, long expectedVersion) {
        if (next.version() != expectedVersion + 1) {
            throw new IllegalArgumentException("the version after " + expectedVersion + " is not " + next.version());
        }
    }

    private static ByokException conflict(StoredCredential row, String message) {
        return ByokException.of(ErrorCode.CONFLICT, message)
                .provider(row.provider())
                .credentialId(row.id())
                .hint(READ_AGAIN)
                .build();
    }
}
