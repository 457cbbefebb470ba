package dev.byok.internal.routing;

import dev.byok.spi.Capability;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The model of a call that names a provider only. */
final class DefaultModels {

    /** The field of a credential that holds its model. */
    private static final String PINNED_MODEL = "model";

    private DefaultModels() {}

    /**
     * {@return the model that the key is pinned to, else the tenant's for that provider, else the provider's; or the
     * first one that the key may be used for, when it may not be used for that one; null when there is none}
     */
    static @Nullable String of(Planning planning, Provider provider, @Nullable StoredCredential row) {
        String model = unlimited(planning, provider.info(), row);
        Set<String> allowed =
                row == null ? null : planning.settings().allowedModels().get(row.id());
        if (allowed == null || allowed.isEmpty() || (model != null && allowed.contains(model))) {
            return model;
        }
        return allowed.iterator().next();
    }

    private static @Nullable String unlimited(Planning planning, ProviderInfo info, @Nullable StoredCredential row) {
        Capability<?> capability = planning.request().capability();
        if (capability != Capability.CHAT) {
            String own = info.defaultModel(capability).orElse(null);
            if (own != null || info.capabilities().contains(Capability.CHAT)) {
                // what is pinned and set for a vendor that also chats is a model that chats
                return own == null ? RouteRequest.NO_MODEL : own;
            }
        }
        String pinned = row == null ? null : row.fields().get(PINNED_MODEL);
        String set = pinned != null ? pinned : byName(planning.settings().defaultModels(), info);
        String model = set != null ? set : info.defaultModel().orElse(null);
        return model != null || capability == Capability.CHAT ? model : RouteRequest.NO_MODEL;
    }

    private static @Nullable String byName(Map<String, String> models, ProviderInfo info) {
        if (models.isEmpty()) {
            return null;
        }
        String model = models.get(info.id());
        for (int i = 0; model == null && i < info.aliases().size(); i++) {
            model = models.get(info.aliases().get(i));
        }
        return model;
    }
}
