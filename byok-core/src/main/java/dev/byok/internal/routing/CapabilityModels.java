package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.model.ModelRef;
import dev.byok.spi.Capability;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import java.util.List;
import java.util.Optional;

/** Which models serve a capability when the caller did not say: a provider's default model is one that chats. */
public final class CapabilityModels {

    /** What stands for the model of a vendor that has none to name. */
    static final String NO_MODEL = "*";

    private final ProviderCatalog providers;
    private final CredentialVault vault;

    /**
     * Makes one.
     *
     * @param providers the known providers
     * @param vault knows which of them a tenant has connected
     */
    public CapabilityModels(ProviderCatalog providers, CredentialVault vault) {
        this.providers = providers;
        this.vault = vault;
    }

    /**
     * {@return what the caller said, with a model everywhere; when he said nothing, the first of the tenant's providers
     * that can do it}
     */
    List<ModelRef> resolve(String tenant, List<ModelRef> references, Capability<?> capability) {
        if (references.isEmpty()) {
            return List.of(connected(tenant, capability));
        }
        return references.stream()
                .map(reference -> reference.model() != null ? reference : withDefault(reference, capability))
                .toList();
    }

    private ModelRef withDefault(ModelRef reference, Capability<?> capability) {
        ProviderInfo info = providers.require(reference.provider()).info();
        return new ModelRef(reference.provider(), reference.label(), defaultModel(info, capability));
    }

    private ModelRef connected(String tenant, Capability<?> capability) {
        for (StoredCredential row : vault.rows(tenant).rows()) {
            Optional<Provider> provider = providers.find(row.provider());
            if (row.connected()
                    && row.enabled()
                    && provider.isPresent()
                    && provider.get().info().capabilities().contains(capability)) {
                return new ModelRef(
                        row.provider(), null, defaultModel(provider.get().info(), capability));
            }
        }
        throw ByokException.of(ErrorCode.NO_API_KEY, "no key is connected for " + capability.name())
                .hint("connect one with tenant.credentials().connect(…), or name the model as provider/model")
                .build();
    }

    private static String defaultModel(ProviderInfo info, Capability<?> capability) {
        Optional<String> own = info.defaultModel(capability);
        if (own.isPresent() || info.capabilities().contains(Capability.CHAT)) {
            return own.orElse(NO_MODEL);
        }
        return info.defaultModel().orElse(NO_MODEL);
    }
}
