package dev.byok.internal.routing;

import dev.byok.model.ModelCatalog;
import dev.byok.model.ModelInfo;
import dev.byok.spi.StoredCredential;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which models a provider has: what its vendor said for a key where it was asked, else what the catalogue knows.
 *
 * @param catalog what is known without asking
 * @param live what vendors said
 */
public record ModelLists(ModelCatalog catalog, LiveModels live) {

    /** {@return what is known about a model of a provider} */
    Optional<ModelInfo> find(String provider, String model, @Nullable StoredCredential row) {
        Map<String, ModelInfo> listed = row == null ? null : live.of(row);
        ModelInfo told = listed == null ? null : listed.get(model);
        return told == null ? catalog.find(provider, model) : Optional.of(catalog.merge(told));
    }

    Optional<ModelInfo> find(Route route) {
        return find(route.provider().info().id(), route.model(), route.row());
    }

    /**
     * {@return what is known about the model that answered, which may be a dated one where an alias was asked for; else
     * about the one that was asked for}
     */
    Optional<ModelInfo> answering(Route route, @Nullable String answered) {
        return answered == null || answered.equals(route.model())
                ? find(route)
                : find(route.provider().info().id(), answered, route.row()).or(() -> find(route));
    }

    boolean has(String provider, String model, @Nullable StoredCredential row) {
        Map<String, ModelInfo> listed = row == null ? null : live.of(row);
        return listed == null ? catalog.find(provider, model).isPresent() : listed.containsKey(model);
    }

    Collection<ModelInfo> of(String provider, @Nullable StoredCredential row) {
        Map<String, ModelInfo> listed = row == null ? null : live.of(row);
        return listed == null
                ? catalog.models(provider)
                : listed.values().stream().map(catalog::merge).toList();
    }
}
