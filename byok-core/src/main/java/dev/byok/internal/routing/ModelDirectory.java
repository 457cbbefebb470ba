package dev.byok.internal.routing;

import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.internal.credential.TenantRows;
import dev.byok.internal.model.ListedModels;
import dev.byok.model.ListedModel;
import dev.byok.model.ModelGroup;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelRef;
import dev.byok.spi.CallContext;
import dev.byok.spi.Provider;
import dev.byok.spi.StoredCredential;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The models that a tenant's connected credentials can use, as far as they are known without asking anybody. */
public final class ModelDirectory {

    private final ProviderCatalog providers;
    private final CredentialVault vault;
    private final ModelLists models;
    private final ListedModels listed;
    private final DirectCalls calls;

    /**
     * Makes one.
     *
     * @param providers the known providers
     * @param vault reads rows
     * @param models what is known about them
     * @param listed when vendors were asked
     * @param calls asks vendors
     */
    public ModelDirectory(
            ProviderCatalog providers,
            CredentialVault vault,
            ModelLists models,
            ListedModels listed,
            DirectCalls calls) {
        this.providers = providers;
        this.vault = vault;
        this.models = models;
        this.listed = listed;
        this.calls = calls;
    }

    /**
     * {@return the models of every credential in use that has some with these words, oldest credential first}
     *
     * @param tenant whose
     * @param words parts of ids or names; empty for all models
     */
    public List<ModelGroup> find(String tenant, String words) {
        TenantRows rows = vault.rows(tenant);
        List<ModelGroup> groups = new ArrayList<>();
        for (StoredCredential row : rows.rows()) {
            if (Configurations.isUsable(row)) {
                providers
                        .find(row.provider())
                        .filter(provider -> !Planning.switchedOff(rows.settings(), provider.info()))
                        .map(provider -> group(rows, row, words))
                        .filter(group -> !group.models().isEmpty())
                        .ifPresent(groups::add);
            }
        }
        return groups;
    }

    /**
     * Asks the vendor of a credential for its list again.
     *
     * @param tenant whose
     * @param access what the customer sent along to open it
     * @param row the credential
     * @param context limits and cancellation
     * @return its models
     */
    public ModelGroup refresh(String tenant, KeyAccess access, StoredCredential row, CallContext context) {
        calls.models(tenant, access, new ModelRef(row.provider(), row.label(), null), context);
        return group(vault.rows(tenant), row, "");
    }

    /**
     * {@return a reference in the form in which it is starred: the provider's own id, no label}
     *
     * @param reference of a model
     */
    public String starOf(String reference) {
        ModelRef parsed = ModelRef.parse(reference);
        Provider provider = providers.require(parsed.provider());
        return new ModelRef(provider.info().id(), null, parsed.model()).toString();
    }

    private ModelGroup group(TenantRows rows, StoredCredential row, String words) {
        Set<String> stars = rows.settings().starredModels();
        Set<String> allowed = rows.settings().allowedModels().get(row.id());
        StoredCredential preferred = rows.defaultOf(row.provider());
        String label = preferred != null && preferred.id().equals(row.id()) ? null : row.label();
        List<ListedModel> found = new ArrayList<>();
        for (ModelInfo model : models.of(row.provider(), row)) {
            if ((allowed == null || allowed.contains(model.id())) && model.matches(words)) {
                String star = new ModelRef(row.provider(), null, model.id()).toString();
                String reference = new ModelRef(row.provider(), label, model.id()).toString();
                found.add(new ListedModel(reference, model, stars.contains(star)));
            }
        }
        found.sort(Comparator.comparing(ListedModel::starred).reversed());
        ListedModels.Listed list = listed.find(row);
        return new ModelGroup(
                row.id(), row.provider(), row.label(), list == null ? Optional.empty() : Optional.of(list.at()), found);
    }
}
