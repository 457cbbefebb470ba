package dev.byok.internal.routing;

import dev.byok.model.ModelCatalog;
import dev.byok.model.ModelInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the models of routes.
 *
 * @param catalog what is known about models without asking
 */
public record ModelFacts(ModelCatalog catalog) {

    /**
     * {@return what is known about the model that answered, which may be a dated one where an alias was asked for; else
     * about the one that was asked for}
     */
    Optional<ModelInfo> of(Route route, @Nullable String answered) {
        if (answered == null || answered.equals(route.model())) {
            return find(route, route.model());
        }
        return find(route, answered).or(() -> find(route, route.model()));
    }

    private Optional<ModelInfo> find(Route route, String model) {
        return catalog.find(route.provider().info().id(), model);
    }
}
