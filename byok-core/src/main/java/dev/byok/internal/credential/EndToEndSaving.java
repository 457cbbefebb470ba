package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.EndToEndDraft;
import dev.byok.credential.EndToEndInput;
import dev.byok.credential.FieldFault.Kind;
import dev.byok.credential.PhraseProof;
import dev.byok.credential.PrivacyMode;
import dev.byok.credential.Secret;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The changes of end-to-end encrypted rows. Their secrets come sealed and stay so: nothing here opens one. */
final class EndToEndSaving {

    private final ProviderCatalog catalog;
    private final CredentialRows rows;
    private final CredentialIds ids;
    private final PlanGate gate;

    EndToEndSaving(ProviderCatalog catalog, CredentialRows rows, CredentialIds ids, PlanGate gate) {
        this.catalog = catalog;
        this.rows = rows;
        this.ids = ids;
        this.gate = gate;
    }

    EndToEndDraft draft(String tenant, CredentialInput input, Set<String> secrets) {
        Provider provider = catalog.require(input.provider());
        ProviderInfo info = provider.info();
        Map<String, String> fields = plainFields(provider, TypedValues.of(input), secrets, new Faults());
        String origin = allowed(tenant, provider, fields).origin();
        return new EndToEndDraft(tenant, ids.next(), info.id(), origin, 1, List.copyOf(secrets), Map.of());
    }

    EndToEndDraft draft(String tenant, String id) {
        StoredCredential row = endToEnd(rows.requireConnected(rows.read(tenant), id));
        Map<String, String> sealed = new LinkedHashMap<>();
        row.secrets().forEach((field, secret) -> sealed.put(field, secret.sealed()));
        return new EndToEndDraft(
                tenant,
                row.id(),
                row.provider(),
                row.origin(),
                row.secretVersion() + 1,
                List.copyOf(sealed.keySet()),
                sealed);
    }

    CredentialView connect(String tenant, EndToEndInput input) {
        Provider provider = catalog.require(input.provider());
        ProviderInfo info = provider.info();
        Faults faults = new Faults();
        Optional<String> label = input.label().map(typed -> Labels.check(typed, faults));
        SealedSecrets.check(input.sealed(), faults);
        Map<String, String> fields =
                plainFields(provider, input.values(), input.sealed().keySet(), faults);
        if (!CredentialIds.isId(input.id())) {
            throw noDraft();
        }
        Instant now = rows.now();
        StoredCredential row = rows.insert(
                StoredCredential.builder(tenant, input.id())
                        .provider(info.id())
                        .label(label.orElse(info.name()))
                        .origin(allowed(tenant, provider, fields).origin())
                        .privacy(
                                PrivacyMode.END_TO_END,
                                input.proof().map(PhraseProof::verifier).orElse(null))
                        .fields(fields)
                        .secrets(input.sealed())
                        .createdAt(now)
                        .updatedAt(now)
                        .build(),
                Map.of());
        return rows.view(rows.read(tenant), row);
    }

    CredentialView rotate(String tenant, EndToEndInput input) {
        TenantRows present = rows.read(tenant);
        StoredCredential row = endToEnd(rows.requireConnected(present, input.id()));
        Provider provider = catalog.require(input.provider());
        if (!provider.info().id().equals(row.provider())) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "Credential " + row.id() + " is one of " + row.provider())
                    .credentialId(row.id())
                    .hint("name its provider, or leave the credential as it is")
                    .build();
        }
        allowed(tenant, provider, row.fields());
        PhraseProofs.require(row, input.currentProof());
        Faults faults = new Faults();
        SealedSecrets.check(input.sealed(), faults);
        SealedSecrets.requireSame(row, input.sealed().keySet(), faults);
        input.values().keySet().forEach(name -> faults.add(name, Kind.MALFORMED, "stays as it is; edit it"));
        faults.throwIfAny(row.provider());
        Map<String, SealedField> secrets = new LinkedHashMap<>(row.secrets());
        secrets.putAll(input.sealed());
        StoredCredential written = rows.replace(
                row,
                row.toBuilder()
                        .secrets(secrets)
                        .secretVersion(row.secretVersion() + 1)
                        .privacy(
                                PrivacyMode.END_TO_END,
                                input.proof().map(PhraseProof::verifier).orElse(null))
                        .status(CredentialStatus.UNTESTED, null, null),
                Action.ROTATED);
        return rows.view(present.with(written), written);
    }

    private static Map<String, String> plainFields(
            Provider provider, Map<String, Secret> typed, Set<String> sealed, Faults faults) {
        try (CheckedFields checked = FieldCheck.sealedElsewhere(provider.info(), typed, sealed, faults)) {
            Completion.of(provider, checked, null);
            return checked.fields();
        }
    }

    private Endpoint allowed(String tenant, Provider provider, Map<String, String> fields) {
        Endpoint endpoint = Endpoints.of(provider, fields);
        gate.require(tenant, provider, endpoint);
        return endpoint;
    }

    private static StoredCredential endToEnd(StoredCredential row) {
        if (row.privacy() == PrivacyMode.END_TO_END) {
            return row;
        }
        throw ByokException.of(ErrorCode.INVALID_REQUEST, "Credential " + row.id() + " is server-accessible")
                .provider(row.provider())
                .credentialId(row.id())
                .hint("the privacy mode is fixed; disconnect it, and connect an end-to-end encrypted one")
                .build();
    }

    private static ByokException noDraft() {
        return ByokException.of(ErrorCode.INVALID_REQUEST, "The id is none that a draft has")
                .hint("ask for a draft first, seal for its id, and send that id")
                .build();
    }
}
