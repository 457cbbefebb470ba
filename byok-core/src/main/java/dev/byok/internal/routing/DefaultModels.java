package dev.byok.internal.routing;

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
        String pinned = row == null ? null : row.fields().get(PINNED_MODEL);
        if (pinned != null) {
            return pinned;
        }
        String tenants = byName(planning.settings().defaultModels(), info);
        return tenants != null ? tenants : info.defaultModel().orElse(null);
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
