package dev.byok.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.model.ModelCatalog;
import dev.byok.spi.Provider;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call without a model uses must be known: its price for limits on cost, its abilities for routing. */
class DefaultModelsTest {

    private static final ModelCatalog CATALOG = ModelCatalog.bundled();

    @Test
    void theCatalogueKnowsEveryDefaultModel() {
        List<String> unknown;
        try (Providers providers = Providers.standard()) {
            unknown = providers.providers().stream()
                    .map(Provider::info)
                    .filter(info -> info.defaultModel()
                            .filter(model -> CATALOG.find(info.id(), model).isEmpty())
                            .isPresent())
                    .map(info -> info.id() + "/" + info.defaultModel().orElseThrow())
                    .toList();
        }

        assertThat(unknown).as("add them to models.json in byok-core").isEmpty();
    }
}
