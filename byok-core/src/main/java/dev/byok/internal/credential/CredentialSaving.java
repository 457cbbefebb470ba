package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialChange;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.FieldFault.Kind;
import dev.byok.credential.PrivacyMode;
import dev.byok.credential.Secret;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Field;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.TenantSalt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes that bring new values: connect, rotate, edit. Everything is checked before anything is written. */
final class CredentialSaving {

    private final ProviderCatalog catalog;
    private final CredentialRows rows;
    private final RowSealer sealer;
    private final CredentialIds ids;
    private final PlanGate gate;

    CredentialSaving(ProviderCatalog catalog, CredentialRows rows, RowSealer sealer, CredentialIds ids, PlanGate gate) {
        this.catalog = catalog;
        this.rows = rows;
        this.sealer = sealer;
        this.ids = ids;
        this.gate = gate;
    }

    CredentialView connect(String tenant, CredentialInput input) {
        Provider provider = catalog.require(input.provider());
        ProviderInfo info = provider.info();
        Faults faults = new Faults();
        Optional<String> label = input.label().map(typed -> Labels.check(typed, faults));
        try (CheckedFields checked = FieldCheck.whole(info, TypedValues.of(input), faults)) {
            Completion.of(provider, checked, null);
            Endpoint endpoint = Endpoints.of(provider, checked.fields());
            gate.require(tenant, provider, endpoint);
            String origin = endpoint.origin();
            TenantRows present = rows.read(tenant);
            StoredCredential replaced = serverAccessible(replaced(present, info, label));
            StoredCredential unsealed = (replaced == null
                            ? newRow(tenant, info, label.orElse(info.name()))
                            : replaced.toBuilder().secretVersion(replaced.secretVersion() + 1))
                    .origin(origin)
                    .fields(checked.fields())
                    .status(CredentialStatus.UNTESTED, null, null)
                    .connected(true)
                    .enabled(true)
                    .build();
            TenantSalt salt = rows.saltForSealing(tenant, present);
            StoredCredential.Builder next = sealed(unsealed, sealer.seal(unsealed, salt, checked.secrets()));
            Map<String, String> fingerprints = sealer.fingerprints(unsealed, salt, checked.secrets());
            StoredCredential written = replaced == null
                    ? rows.insert(next.build(), fingerprints)
                    : rows.replace(replaced, next, fingerprints, Action.CONNECTED);
            return rows.view(present.with(written), written);
        }
    }

    CredentialView rotate(String tenant, String id, Map<String, ? extends CharSequence> secrets) {
        TenantRows present = rows.read(tenant);
        StoredCredential row = rows.requireConnected(present, id);
        Provider provider = catalog.require(row.provider());
        ProviderInfo info = provider.info();
        Faults faults = new Faults();
        try (TypedValues typed = TypedValues.of(secrets);
                CheckedFields checked = FieldCheck.secrets(info, typed.byField(), row, faults)) {
            requireServerAccessible(row, checked);
            if (checked.changesNoSecret()) {
                throw nothingToRotate(info, faults);
            }
            Completion.of(provider, checked, row);
            gate.require(tenant, provider, Endpoints.of(provider, row.fields()));
            // what a new key says about itself may move it to another origin only if everything is entered again: edit
            return write(present, row, withNewSecrets(present, row, row.toBuilder(), checked), Action.ROTATED);
        }
    }

    CredentialView edit(String tenant, String id, Map<String, ? extends CharSequence> changes) {
        TenantRows present = rows.read(tenant);
        StoredCredential row = rows.requireConnected(present, id);
        try (TypedValues typed = TypedValues.of(changes)) {
            Fresh next = edited(present, row, typed.byField(), new Faults());
            return next == null ? rows.view(present, row) : write(present, row, next, Action.EDITED);
        }
    }

    CredentialView change(String tenant, String id, CredentialChange change) {
        TenantRows present = rows.read(tenant);
        StoredCredential row = rows.requireConnected(present, id);
        Faults faults = new Faults();
        Optional<String> label = change.label()
                .map(typed -> Labels.check(typed, faults))
                .filter(checked -> !checked.equals(row.label()));
        List<Action> actions = new ArrayList<>();
        Fresh fresh = new Fresh(row.toBuilder(), Map.of());
        if (!change.values().isEmpty()) {
            Fresh edited = edited(present, row, change.values(), faults);
            if (edited != null) {
                fresh = edited;
                actions.add(Action.EDITED);
            }
        }
        faults.throwIfAny(row.provider());
        if (label.isPresent()) {
            fresh.next().label(label.get());
            actions.add(Action.RELABELLED);
        }
        boolean enabled = change.enabled().orElse(row.enabled());
        if (enabled != row.enabled()) {
            fresh.next().enabled(enabled);
            actions.add(enabled ? Action.ENABLED : Action.DISABLED);
        }
        if (change.makesDefault()) {
            fresh.next().preference(present.highest(row.provider()) + 1);
            actions.add(Action.MADE_DEFAULT);
        }
        return actions.isEmpty() ? rows.view(present, row) : write(present, row, fresh, actions.toArray(Action[]::new));
    }

    /** {@return the row with new values; null when they are the present ones} */
    private @Nullable Fresh edited(
            TenantRows present, StoredCredential row, Map<String, Secret> values, Faults faults) {
        Provider provider = catalog.require(row.provider());
        try (CheckedFields checked = FieldCheck.changes(provider.info(), values, row, faults)) {
            requireServerAccessible(row, checked);
            Completion.of(provider, checked, row);
            if (checked.changesNoSecret() && checked.fields().equals(row.fields())) {
                return null;
            }
            Endpoint endpoint = Endpoints.of(provider, checked.fields());
            gate.require(row.tenant(), provider, endpoint);
            String origin = endpoint.origin();
            if (!origin.equals(row.origin())) {
                requireEverySecret(row, checked, origin);
            }
            StoredCredential.Builder change =
                    row.toBuilder().fields(checked.fields()).origin(origin);
            return checked.changesNoSecret()
                    ? new Fresh(sameSecrets(row, change), Map.of())
                    : withNewSecrets(present, row, change, checked);
        }
    }

    private CredentialView write(TenantRows present, StoredCredential row, Fresh fresh, Action... actions) {
        StoredCredential written = rows.replace(row, fresh.next(), fresh.fingerprints(), actions);
        return rows.view(present.with(written), written);
    }

    private static @Nullable StoredCredential replaced(TenantRows present, ProviderInfo info, Optional<String> label) {
        String name = label.orElse(info.name());
        StoredCredential sameLabel = null;
        for (StoredCredential row : present.rows()) {
            if (!row.provider().equals(info.id())) {
                continue;
            }
            if (label.isEmpty() && row.connected() && row.privacy() == PrivacyMode.SERVER_ACCESSIBLE) {
                return row;
            }
            if (row.label().equals(name)) {
                sameLabel = row;
            }
        }
        return sameLabel;
    }

    private static @Nullable StoredCredential serverAccessible(@Nullable StoredCredential row) {
        if (row == null || row.privacy() == PrivacyMode.SERVER_ACCESSIBLE) {
            return row;
        }
        throw ByokException.of(
                        ErrorCode.CONFLICT, "Credential " + row.id() + " has that label and is end-to-end encrypted")
                .provider(row.provider())
                .credentialId(row.id())
                .hint("give another label; the privacy mode of a credential is fixed")
                .build();
    }

    private static void requireServerAccessible(StoredCredential row, CheckedFields checked) {
        if (row.privacy() == PrivacyMode.SERVER_ACCESSIBLE) {
            return;
        }
        Faults faults = new Faults();
        Set<String> changed = new LinkedHashSet<>(checked.secrets().keySet());
        changed.addAll(checked.removedSecrets());
        changed.forEach(name -> faults.add(
                name, Kind.MALFORMED, "is end-to-end encrypted: it must be sealed on the customer's device"));
        faults.throwIfAny(row.provider());
    }

    private StoredCredential.Builder newRow(String tenant, ProviderInfo info, String label) {
        Instant now = rows.now();
        return StoredCredential.builder(tenant, ids.next())
                .provider(info.id())
                .label(label)
                .createdAt(now)
                .updatedAt(now);
    }

    // the vendor's last word was about other values; but what does not open stays known as such
    private static StoredCredential.Builder sameSecrets(StoredCredential row, StoredCredential.Builder change) {
        return row.status() == CredentialStatus.UNDECRYPTABLE
                ? change
                : change.status(CredentialStatus.UNTESTED, null, null);
    }

    /** A row as it shall be, and the fingerprints of the secrets that are new in it. */
    private record Fresh(StoredCredential.Builder next, Map<String, String> fingerprints) {}

    private Fresh withNewSecrets(
            TenantRows present, StoredCredential row, StoredCredential.Builder change, CheckedFields checked) {
        if (present.salt() == null
                && !checked.secrets().keySet().containsAll(row.secrets().keySet())) {
            throw Failures.undecryptable(row, "the tenant's salt is gone; enter every secret of this credential anew");
        }
        TenantSalt salt = rows.saltForSealing(row.tenant(), present);
        StoredCredential unsealed = change.secretVersion(row.secretVersion() + 1)
                .status(CredentialStatus.UNTESTED, null, null)
                .build();
        return new Fresh(
                sealed(unsealed, sealer.reseal(row, unsealed, salt, checked)),
                sealer.fingerprints(unsealed, salt, checked.secrets()));
    }

    private StoredCredential.Builder sealed(StoredCredential unsealed, Map<String, SealedField> secrets) {
        return unsealed.toBuilder().secrets(secrets).keyId(sealer.keyId(secrets));
    }

    private static ByokException nothingToRotate(ProviderInfo info, Faults faults) {
        List<Field> secrets = info.schema().secrets();
        secrets.forEach(field -> faults.add(field.name(), Kind.MISSING, "has no new value"));
        return secrets.isEmpty()
                ? ByokException.of(ErrorCode.INVALID_FIELDS, info.id() + " has no secret field that could be rotated")
                        .provider(info.id())
                        .build()
                : faults.exception(info.id());
    }

    private static void requireEverySecret(StoredCredential row, CheckedFields checked, String origin) {
        Faults faults = new Faults();
        for (String field : row.secrets().keySet()) {
            if (!checked.secrets().containsKey(field)
                    && !checked.removedSecrets().contains(field)) {
                faults.add(
                        field,
                        Kind.MISSING,
                        "must be entered again, because this change sends it to " + origin + " instead of "
                                + row.origin());
            }
        }
        faults.throwIfAny(row.provider());
    }
}
