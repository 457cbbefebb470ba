package dev.byok.internal.credential;

import dev.byok.credential.CredentialChange;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.credential.Credentials;
import dev.byok.credential.EndToEndDraft;
import dev.byok.credential.EndToEndInput;
import dev.byok.credential.PhraseProof;
import dev.byok.spi.EndToEndOpener;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.ValidationResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One tenant's view of a {@link CredentialService}. */
public final class TenantCredentials implements Credentials {

    private final String tenant;
    private final CredentialService service;
    private final KeyAccess access;

    /**
     * Makes a view.
     *
     * @param tenant whose rows
     * @param service the client's
     * @param access what the customer sent along to open them
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the tenant id breaks the rule of {@link TenantIds}
     */
    public TenantCredentials(String tenant, CredentialService service, KeyAccess access) {
        this.tenant = TenantIds.require(tenant);
        this.service = service;
        this.access = access;
    }

    TenantCredentials(String tenant, CredentialService service) {
        this(tenant, service, KeyAccess.STORED);
    }

    @Override
    public List<ProviderInfo> fields() {
        return service.catalog().infos();
    }

    @Override
    public ProviderInfo fields(String provider) {
        return service.catalog().require(provider).info();
    }

    @Override
    public ValidationResult validate(CredentialInput input) {
        return service.checks().validate(input);
    }

    @Override
    public CredentialView connect(CredentialInput input) {
        return service.saving().connect(tenant, input);
    }

    @Override
    public EndToEndDraft draft(CredentialInput input, Set<String> secrets) {
        return service.endToEnd().draft(tenant, input, secrets);
    }

    @Override
    public EndToEndDraft draft(String id) {
        return service.endToEnd().draft(tenant, id);
    }

    @Override
    public CredentialView connect(EndToEndInput input) {
        return service.endToEnd().connect(tenant, input);
    }

    @Override
    public CredentialView rotate(EndToEndInput input) {
        return service.endToEnd().rotate(tenant, input);
    }

    @Override
    public List<CredentialView> list() {
        TenantRows present = service.rows().read(tenant);
        return present.rows().stream()
                .filter(StoredCredential::connected)
                .map(row -> service.rows().view(present, row))
                .toList();
    }

    @Override
    public CredentialView get(String id) {
        TenantRows present = service.rows().read(tenant);
        return service.rows().view(present, service.rows().require(present, id));
    }

    @Override
    public ValidationResult test(String id) {
        return service.checks().test(tenant, id, access);
    }

    @Override
    public ValidationResult deepTest(String id) {
        return service.checks().deepTest(tenant, id, access);
    }

    @Override
    public CredentialView relabel(String id, String label) {
        return service.changes().relabel(tenant, id, label);
    }

    @Override
    public CredentialView rotate(String id, Map<String, ? extends CharSequence> secrets) {
        return service.saving().rotate(tenant, id, secrets);
    }

    @Override
    public CredentialView edit(String id, Map<String, ? extends CharSequence> changes) {
        return service.saving().edit(tenant, id, changes);
    }

    @Override
    public CredentialView change(String id, CredentialChange change) {
        return service.saving().change(tenant, id, change);
    }

    @Override
    public CredentialView makeDefault(String id) {
        return service.changes().makeDefault(tenant, id);
    }

    @Override
    public CredentialView disable(String id) {
        return service.changes().enable(tenant, id, false);
    }

    @Override
    public CredentialView enable(String id) {
        return service.changes().enable(tenant, id, true);
    }

    @Override
    public CredentialView disconnect(String id) {
        return service.changes().disconnect(tenant, id);
    }

    @Override
    public void purge(String id) {
        EndToEndOpener opener = access.opener();
        service.changes().purge(tenant, id, Optional.ofNullable(opener == null ? null : opener.proof(tenant)));
    }

    @Override
    public void purge(String id, PhraseProof proof) {
        service.changes().purge(tenant, id, Optional.of(proof));
    }
}
