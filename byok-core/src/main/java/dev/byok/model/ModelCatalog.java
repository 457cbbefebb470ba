package dev.byok.model;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.model.CatalogFile;
import dev.byok.internal.model.CatalogReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about models without asking their vendors: limits, abilities and prices, from a dated file.
 * Immutable and thread-safe.
 *
 * <p>This library brings a file ({@link #bundled()}) and never fetches another. An application that keeps its own
 * prices, or newer ones, lays them over it:
 *
 * <pre>{@code
 * ModelCatalog catalog = ModelCatalog.bundled().with(ModelCatalog.read(Path.of("prices.json")));
 * }</pre>
 *
 * <p>Ids are compared as they are. A dated id such as {@code gpt-4o-2024-05-13} is found only when it has an entry of
 * its own, because vendors do price dated models differently from the name without a date; a wrong price is worse than
 * none.
 */
public final class ModelCatalog {

    private static final ModelCatalog EMPTY = new ModelCatalog(null, "", Map.of(), Map.of(), Set.of());

    private final @Nullable LocalDate date;
    private final String source;
    private final Map<String, Map<String, ModelInfo>> providers;
    private final Map<String, String> aliases;
    private final Set<String> makers;

    private ModelCatalog(
            @Nullable LocalDate date,
            String source,
            Map<String, Map<String, ModelInfo>> providers,
            Map<String, String> aliases,
            Set<String> makers) {
        this.date = date;
        this.source = source;
        this.providers = providers;
        this.aliases = aliases;
        this.makers = makers;
    }

    /** The file in the jar, read when first asked for. */
    private static final class Bundled {
        static final ModelCatalog CATALOG = of(CatalogReader.bundled());
    }

    /** {@return the catalogue that is part of this library; read once} */
    public static ModelCatalog bundled() {
        return Bundled.CATALOG;
    }

    /** {@return a catalogue without models} */
    public static ModelCatalog empty() {
        return EMPTY;
    }

    /**
     * {@return the catalogue in a file of the same format as the bundled one}
     *
     * @param file JSON, at most 8 MB
     * @throws ByokException {@code CONFIGURATION} when it cannot be read, with the line where it is not as it must be
     */
    public static ModelCatalog read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return of(CatalogReader.read(stream));
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /**
     * {@return the catalogue in a stream of the same format as the bundled file}
     *
     * @param stream JSON, at most 8 MB; not closed
     * @throws ByokException {@code CONFIGURATION} when it cannot be read, with the line where it is not as it must be
     */
    public static ModelCatalog read(InputStream stream) {
        try {
            return of(CatalogReader.read(stream));
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /**
     * {@return this catalogue with another one laid over it}
     *
     * <p>What the other one tells about a model wins; what it leaves out about a model that is in both stays, as in
     * {@link ModelInfo#or}.
     *
     * @param newer the catalogue that wins
     */
    public ModelCatalog with(ModelCatalog newer) {
        Map<String, Map<String, ModelInfo>> all = new LinkedHashMap<>();
        providers.forEach((provider, models) -> all.put(provider, new LinkedHashMap<>(models)));
        newer.providers.forEach((provider, models) -> {
            Map<String, ModelInfo> known = all.computeIfAbsent(canonical(provider), id -> new LinkedHashMap<>());
            models.forEach((id, model) -> known.merge(id, model, (old, told) -> told.or(old)));
        });
        Map<String, String> names = new LinkedHashMap<>(aliases);
        names.putAll(newer.aliases);
        Set<String> home = new LinkedHashSet<>(makers);
        home.addAll(newer.makers);
        all.replaceAll((provider, models) -> Collections.unmodifiableMap(models));
        return new ModelCatalog(
                older(date, newer.date),
                joined(newer.source, source),
                Collections.unmodifiableMap(all),
                Map.copyOf(names),
                Collections.unmodifiableSet(home));
    }

    /** {@return as of when its figures are, at the earliest; absent when it is empty} */
    public Optional<LocalDate> date() {
        return Optional.ofNullable(date);
    }

    /** {@return where its figures are from} */
    public String source() {
        return source;
    }

    /** {@return the ids of all providers that have models here} */
    public Set<String> providers() {
        return providers.keySet();
    }

    /**
     * {@return the models of a provider; empty when it is not known here}
     *
     * @param provider id or alias
     */
    public Collection<ModelInfo> models(String provider) {
        return modelsById(provider).values();
    }

    /**
     * {@return what is known about a model}
     *
     * @param provider id or alias
     * @param modelId exactly as the vendor writes it
     */
    public Optional<ModelInfo> find(String provider, String modelId) {
        Objects.requireNonNull(modelId, "modelId");
        return Optional.ofNullable(modelsById(provider).get(modelId));
    }

    /**
     * {@return the provider that makes a model; empty when none is known, also for models that only others serve}
     *
     * @param modelId exactly as the vendor writes it, without a provider before it
     */
    public Optional<String> homeProvider(String modelId) {
        Objects.requireNonNull(modelId, "modelId");
        return makers.stream()
                .filter(provider -> modelsById(provider).containsKey(modelId))
                .findFirst();
    }

    /**
     * {@return the models with all words of a text in their id or name, in the order of the catalogue; all models for an
     * empty text}
     *
     * @param text words, upper and lower case alike
     */
    public List<ModelInfo> search(String text) {
        List<ModelInfo> found = new ArrayList<>();
        for (Map<String, ModelInfo> models : providers.values()) {
            for (ModelInfo model : models.values()) {
                if (model.matches(text)) {
                    found.add(model);
                }
            }
        }
        return List.copyOf(found);
    }

    /**
     * {@return a model as a vendor's list tells it, with what the list leaves unknown taken from here}
     *
     * @param live the entry of the vendor's list
     * @see ModelInfo#or
     */
    public ModelInfo merge(ModelInfo live) {
        return find(live.provider(), live.id()).map(live::or).orElse(live);
    }

    /** {@return date and number of models} */
    @Override
    public String toString() {
        int models = providers.values().stream().mapToInt(Map::size).sum();
        return "ModelCatalog[" + (date == null ? "no date" : date) + ", " + models + " models]";
    }

    private Map<String, ModelInfo> modelsById(String provider) {
        return providers.getOrDefault(canonical(provider), Map.of());
    }

    private String canonical(String provider) {
        return aliases.getOrDefault(provider, provider);
    }

    private static ModelCatalog of(CatalogFile file) {
        Map<String, Map<String, ModelInfo>> providers = new LinkedHashMap<>();
        Map<String, String> aliases = new LinkedHashMap<>();
        Set<String> makers = new LinkedHashSet<>();
        for (CatalogFile.ProviderModels provider : file.providers()) {
            Map<String, ModelInfo> models = new LinkedHashMap<>();
            provider.models().forEach(model -> models.put(model.id(), model));
            providers.put(provider.id(), Collections.unmodifiableMap(models));
            provider.aliases().forEach(alias -> aliases.put(alias, provider.id()));
            if (provider.maker()) {
                makers.add(provider.id());
            }
        }
        return new ModelCatalog(
                file.date(),
                file.source(),
                Collections.unmodifiableMap(providers),
                Map.copyOf(aliases),
                Collections.unmodifiableSet(makers));
    }

    private static @Nullable LocalDate older(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static String joined(String newer, String older) {
        return newer.isEmpty() || older.isEmpty() ? newer + older : newer + "; " + older;
    }

    private static ByokException unreadable() {
        return ByokException.of(ErrorCode.CONFIGURATION, "the model catalogue could not be read")
                .hint("check that the file is there and that this process may read it")
                .build();
    }
}
