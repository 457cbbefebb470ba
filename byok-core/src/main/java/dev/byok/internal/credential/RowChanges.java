package dev.byok.internal.credential;

import dev.byok.credential.CredentialView;
import dev.byok.credential.PhraseProof;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.StoredCredential;
import java.util.Optional;

/** The changes that need no key: relabel, default, enable and disable, disconnect, purge. */
final class RowChanges {

    private final CredentialRows rows;

    RowChanges(CredentialRows rows) {
        this.rows = rows;
    }

    CredentialView relabel(String tenant, String id, String label) {
        TenantRows present = rows.read(tenant);
        StoredCredential row = rows.require(present, id);
        Faults faults = new Faults();
        String name = Labels.check(label, faults);
        faults.throwIfAny(row.provider());
        return row.label().equals(name)
                ? rows.view(present, row)
                : write(present, row, row.toBuilder().label(name), Action.RELABELLED);
    }

    CredentialView makeDefault(String tenant, String id) {
        TenantRows present = rows.read(tenant);
        StoredCredential row = rows.requireConnected(present, id);
        return write(
                present, row, row.toBuilder().preference(present.highest(row.provider()) + 1), Action.MADE_DEFAULT);
    }

    CredentialView enable(String tenant, String id, boolean enabled) {
        TenantRows present = rows.read(tenant);
        StoredCredential row = rows.requireConnected(present, id);
        return row.enabled() == enabled
                ? rows.view(present, row)
                : write(present, row, row.toBuilder().enabled(enabled), enabled ? Action.ENABLED : Action.DISABLED);
    }

    CredentialView disconnect(String tenant, String id) {
        TenantRows present = rows.read(tenant);
        StoredCredential row = rows.require(present, id);
        return row.connected()
                ? write(present, row, row.toBuilder().connected(false), Action.DISCONNECTED)
                : rows.view(present, row);
    }

    void purge(String tenant, String id, Optional<PhraseProof> proof) {
        StoredCredential row = rows.require(rows.read(tenant), id);
        PhraseProofs.require(row, proof);
        rows.delete(row);
    }

    private CredentialView write(
            TenantRows present, StoredCredential row, StoredCredential.Builder change, Action action) {
        StoredCredential written = rows.replace(row, change, action);
        return rows.view(present.with(written), written);
    }
}
