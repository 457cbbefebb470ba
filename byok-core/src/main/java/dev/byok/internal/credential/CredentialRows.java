package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialView;
import dev.byok.event.ByokEvent;
import dev.byok.event.CredentialEvent;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.TenantSalt;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stored rows, for those who change them: always read from the store, and every write is effective for the next read on
 * this node and told to the listeners before it returns.
 */
final class CredentialRows {

    // sealed anew once for each rotation of the master key, so the second try meets nobody
    private static final int TRIES = 3;

    private final KeyStore store;
    private final CredentialVault vault;
    private final Clock clock;
    private final SecureRandom random;
    private final Consumer<? super ByokEvent> events;

    CredentialRows(
            KeyStore store,
            CredentialVault vault,
            Clock clock,
            SecureRandom random,
            Consumer<? super ByokEvent> events) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.random = random;
        this.events = events;
    }

    TenantRows read(String tenant) {
        return vault.fresh(tenant);
    }

    StoredCredential require(TenantRows present, String id) {
        StoredCredential row = present.find(id);
        if (row == null) {
            throw notFound(CredentialIds.isId(id) ? "There is no credential " + id : "There is no such credential", id)
                    .build();
        }
        return row;
    }

    StoredCredential requireConnected(TenantRows present, String id) {
        StoredCredential row = require(present, id);
        if (!row.connected()) {
            throw notFound("Credential " + row.id() + " is disconnected", id)
                    .provider(row.provider())
                    .hint("connect its provider again under the same label")
                    .build();
        }
        return row;
    }

    TenantSalt saltForSealing(String tenant, TenantRows present) {
        TenantSalt salt = present.salt();
        return salt != null ? salt : store.salt(tenant, TenantSalt.random(random));
    }

    StoredCredential insert(StoredCredential row, Map<String, String> fingerprints) {
        try {
            store.insert(row);
        } finally {
            vault.invalidate(row.tenant());
        }
        tell(row, Action.CONNECTED, fingerprints);
        return row;
    }

    StoredCredential replace(StoredCredential current, StoredCredential.Builder change, Action... actions) {
        return replace(current, change, Map.of(), actions);
    }

    /** Replaces a row, and tells with the first action the fingerprints of the secrets that it brought. */
    StoredCredential replace(
            StoredCredential current,
            StoredCredential.Builder change,
            Map<String, String> fingerprints,
            Action... actions) {
        StoredCredential next =
                change.version(current.version() + 1).updatedAt(now()).build();
        try {
            next = replaced(current, next);
        } finally {
            // also after a failure: it may have come after the write
            vault.invalidate(current.tenant());
        }
        for (int at = 0; at < actions.length; at++) {
            tell(next, actions[at], at == 0 ? fingerprints : Map.of());
        }
        return next;
    }

    // a rotation of the master key goes on in the background: it must not fail what people do meanwhile
    private StoredCredential replaced(StoredCredential current, StoredCredential next) {
        StoredCredential from = current;
        StoredCredential to = next;
        for (int attempt = 1; ; attempt++) {
            try {
                store.replace(from, to);
                return to;
            } catch (ByokException failure) {
                Optional<StoredCredential> resealed = failure.code() == ErrorCode.CONFLICT && attempt < TRIES
                        ? again(current).filter(stored -> Resealed.isOnly(current, stored))
                        : Optional.empty();
                from = resealed.orElseThrow(() -> failure);
                to = Resealed.carried(current, next, from);
            }
        }
    }

    void delete(StoredCredential row) {
        boolean deleted;
        try {
            deleted = store.delete(row.tenant(), row.id());
        } finally {
            vault.invalidate(row.tenant());
        }
        if (!deleted) {
            throw notFound("There is no credential " + row.id(), row.id()).build();
        }
        tell(row, Action.PURGED, Map.of());
    }

    /** {@return the row as it is in the store now} */
    Optional<StoredCredential> again(StoredCredential row) {
        return store.find(row.tenant(), row.id());
    }

    /** {@return what people may see of a row that is one of the present ones} */
    CredentialView view(TenantRows present, StoredCredential row) {
        Map<String, String> masks = new LinkedHashMap<>();
        row.secrets().forEach((field, secret) -> masks.put(field, secret.mask()));
        StoredCredential preferred = present.defaultOf(row.provider());
        return new CredentialView(
                row.id(),
                row.provider(),
                row.label(),
                row.privacy(),
                masks,
                row.fields(),
                row.status(),
                row.statusReason(),
                row.testedAt(),
                row.connected(),
                row.enabled(),
                preferred != null && preferred.id().equals(row.id()),
                row.createdAt(),
                row.updatedAt());
    }

    /** {@return now, in the precision that every store keeps} */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void tell(StoredCredential row, Action action, Map<String, String> fingerprints) {
        events.accept(new CredentialEvent(row.tenant(), row.id(), row.provider(), action, row.status(), fingerprints));
    }

    private static ByokException.Builder notFound(String message, @Nullable String id) {
        return ByokException.of(ErrorCode.NOT_FOUND, message)
                .credentialId(id != null && CredentialIds.isId(id) ? id : null);
    }
}
