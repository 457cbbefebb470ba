package dev.byok.internal.model;

import dev.byok.internal.model.CatalogFile.ProviderModels;
import dev.byok.model.ModelInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one file of the catalogue. Everything in it must be known and in order; nothing is skipped. */
public final class CatalogReader {

    private static final int LARGEST = 8 * 1024 * 1024;
    private static final int FORMAT = 1;
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final JsonCursor json;
    private final ModelReader models;
    private final Set<String> providerIds = new HashSet<>();

    private @Nullable Integer format;
    private @Nullable LocalDate date;
    private @Nullable String source;
    private @Nullable String licence;
    private @Nullable List<ProviderModels> providers;

    private CatalogReader(JsonCursor json) {
        this.json = json;
        this.models = new ModelReader(json);
    }

    /** {@return the file that is part of this library} */
    public static CatalogFile bundled() {
        try (InputStream stream = CatalogReader.class.getResourceAsStream("models.json")) {
            if (stream == null) {
                throw JsonCursor.broken("the model catalogue of this library is missing from its jar");
            }
            return read(stream);
        } catch (IOException e) {
            throw JsonCursor.broken("the model catalogue of this library could not be read");
        }
    }

    /**
     * {@return what a file says}
     *
     * @param stream the file's bytes; not closed
     * @throws IOException when the stream fails
     * @throws dev.byok.ByokException {@code CONFIGURATION} when the file is too large or not as it must be
     */
    public static CatalogFile read(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw JsonCursor.broken("the model catalogue is larger than 8 MB");
        }
        try (JsonCursor json = new JsonCursor(bytes)) {
            return new CatalogReader(json).file();
        }
    }

    private CatalogFile file() {
        json.object(name -> {
            switch (name) {
                case "format" -> format = format();
                case "date" -> date = date();
                case "source" -> source = json.text();
                case "licence" -> licence = json.text();
                case "providers" -> providers = json.array(this::provider);
                default -> throw json.unknown(name);
            }
        });
        json.end();
        if (format == null || date == null || source == null || licence == null || providers == null) {
            throw json.fail("format, date, source, licence and providers are all needed");
        }
        return new CatalogFile(date, source, licence, List.copyOf(providers));
    }

    private int format() {
        if (json.count() != FORMAT) {
            throw json.fail("only format 1 is known");
        }
        return FORMAT;
    }

    private LocalDate date() {
        try {
            return LocalDate.parse(json.text());
        } catch (DateTimeParseException e) {
            throw json.fail("a date is written like 2026-11-21");
        }
    }

    private ProviderModels provider() {
        ProviderMembers members = new ProviderMembers();
        json.object(members::read);
        return members.build();
    }

    private String providerId() {
        String id = json.text();
        if (!PROVIDER.matcher(id).matches()) {
            throw json.fail("a provider's id has lower case letters, digits and hyphens");
        }
        if (!providerIds.add(id)) {
            throw json.fail("a provider's id or alias is there twice");
        }
        return id;
    }

    private final class ProviderMembers {

        private @Nullable String id;
        private List<String> aliases = List.of();
        private boolean maker;
        private @Nullable List<ModelInfo> served;

        void read(String name) {
            switch (name) {
                case "id" -> id = providerId();
                case "aliases" -> aliases = List.copyOf(json.array(CatalogReader.this::providerId));
                case "maker" -> maker = json.flag();
                case "models" -> served = modelsOf(id);
                default -> throw json.unknown(name);
            }
        }

        ProviderModels build() {
            if (id == null || served == null) {
                throw json.fail("a provider needs an id and models");
            }
            return new ProviderModels(id, aliases, maker, served);
        }

        private List<ModelInfo> modelsOf(@Nullable String provider) {
            if (provider == null) {
                throw json.fail("the provider's id comes before its models");
            }
            Set<String> ids = new HashSet<>();
            List<ModelInfo> all = json.array(() -> {
                ModelInfo model = models.read(provider);
                if (!ids.add(model.id())) {
                    throw json.fail("a model's id is there twice");
                }
                return model;
            });
            return List.copyOf(all);
        }
    }
}
