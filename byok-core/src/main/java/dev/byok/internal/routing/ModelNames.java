package dev.byok.internal.routing;

import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.model.ModelRef;
import dev.byok.spi.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the provider that a reference means. A text without a slash that is no provider's name is a bare model id: then
 * it is the first connected provider that has the model, else the one that makes it.
 */
final class ModelNames {

    private final ProviderCatalog providers;
    private final Connections connections;
    private final ModelLists models;

    ModelNames(ProviderCatalog providers, Connections connections, ModelLists models) {
        this.providers = providers;
        this.connections = connections;
        this.models = models;
    }

    /**
     * What a reference means.
     *
     * @param provider the provider
     * @param label the configuration's label; null for none
     * @param model the vendor's model id; null for the default
     */
    record Named(
            Provider provider,
            @Nullable String label,
            @Nullable String model) {}

    /**
     * {@return what a reference means}
     *
     * @throws dev.byok.ByokException {@code UNSUPPORTED_PROVIDER} when nothing is known by that name
     */
    Named of(Planning planning, ModelRef reference) {
        Optional<Provider> provider = providers.find(reference.provider());
        if (provider.isEmpty() && reference.model() == null) {
            Named bare = bare(planning, reference.toString());
            if (bare != null) {
                return bare;
            }
        }
        return new Named(
                provider.orElseGet(() -> providers.require(reference.provider())),
                reference.label(),
                reference.model());
    }

    private @Nullable Named bare(Planning planning, String model) {
        for (Connections.Connection connection : connections.of(planning)) {
            Provider provider = connection.provider();
            if (models.has(provider.info().id(), model, connection.row())) {
                return new Named(provider, null, model);
            }
        }
        return models.catalog()
                .homeProvider(model)
                .flatMap(providers::find)
                .map(home -> new Named(home, null, model))
                .orElse(null);
    }
}
