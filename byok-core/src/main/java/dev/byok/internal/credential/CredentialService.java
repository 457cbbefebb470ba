package dev.byok.internal.credential;

import dev.byok.ErrorCode;
import dev.byok.event.ByokEvent;
import dev.byok.spi.KeySealer;
import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.Timeouts;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life cycle of stored credentials, for all tenants of a client. Thread-safe. */
public final class CredentialService {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialService.class);

    private final ProviderCatalog catalog;
    private final CredentialRows rows;
    private final CredentialSaving saving;
    private final EndToEndSaving endToEnd;
    private final RowChanges changes;
    private final LiveChecks checks;
    private final Verdicts verdicts;

    /**
     * Makes the one service of a client.
     *
     * @param catalog the client's providers
     * @param store where rows are kept
     * @param sealer what seals their secrets
     * @param vault the client's vault over the same store and sealer
     * @param clock tells the time of changes
     * @param random for ids and salts
     * @param events is told of every change after it was written; must not throw
     * @param timeouts of live checks
     * @param gate who may save own keys
     */
    public CredentialService(
            ProviderCatalog catalog,
            KeyStore store,
            KeySealer sealer,
            CredentialVault vault,
            Clock clock,
            SecureRandom random,
            Consumer<? super ByokEvent> events,
            Timeouts timeouts,
            PlanGate gate) {
        this.catalog = catalog;
        this.rows = new CredentialRows(store, vault, clock, random, events);
        CredentialIds ids = new CredentialIds(clock, random);
        this.saving = new CredentialSaving(catalog, rows, new RowSealer(sealer), ids, gate);
        this.endToEnd = new EndToEndSaving(catalog, rows, ids);
        this.changes = new RowChanges(rows);
        this.verdicts = new Verdicts(rows, clock);
        this.checks = new LiveChecks(catalog, rows, vault, verdicts, timeouts);
    }

    /**
     * Notes that a stored key failed in a call: {@code AUTH_FAILED} makes its row {@code INVALID}, {@code UNDECRYPTABLE}
     * makes it {@code UNDECRYPTABLE}, {@code PERMISSION_DENIED} is noted as the reason of the status that it has. Other
     * codes change nothing. A row whose secrets or fields changed since is left alone. It never throws, because the call's
     * own outcome matters more.
     *
     * @param row the row as it was read for the call
     * @param code why the call failed
     * @param reason one sentence for a person, scrubbed
     */
    public void markFailed(StoredCredential row, ErrorCode code, String reason) {
        quietly(row, () -> verdicts.failed(row, code, reason));
    }

    /**
     * Notes that a key that was known as refused or not to open served a call after all. It never throws.
     *
     * @param row the row as it was read for the call
     */
    public void markServed(StoredCredential row) {
        quietly(row, () -> verdicts.served(row));
    }

    private static void quietly(StoredCredential row, Runnable note) {
        try {
            note.run();
        } catch (RuntimeException failure) {
            LOG.warn(
                    "The status of credential {} could not be stored: {}",
                    row.id(),
                    failure.getClass().getName());
        }
    }

    ProviderCatalog catalog() {
        return catalog;
    }

    CredentialRows rows() {
        return rows;
    }

    CredentialSaving saving() {
        return saving;
    }

    EndToEndSaving endToEnd() {
        return endToEnd;
    }

    RowChanges changes() {
        return changes;
    }

    LiveChecks checks() {
        return checks;
    }
}
