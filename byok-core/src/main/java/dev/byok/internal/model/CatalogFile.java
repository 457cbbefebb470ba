package dev.byok.internal.model;

import dev.byok.model.ModelInfo;
import java.time.LocalDate;
import java.util.List;

/**
 * What a file of the catalogue says.
 *
 * @param date as of when
 * @param source where the figures are from
 * @param licence the terms of that source
 * @param providers in the file's order
 */
public record CatalogFile(LocalDate date, String source, String licence, List<ProviderModels> providers) {

    /**
     * The models that one provider serves.
     *
     * @param id the provider's id
     * @param aliases other ids of it
     * @param maker whether it makes the models, rather than serves those of others
     * @param models in the file's order, no id twice
     */
    public record ProviderModels(String id, List<String> aliases, boolean maker, List<ModelInfo> models) {}
}
