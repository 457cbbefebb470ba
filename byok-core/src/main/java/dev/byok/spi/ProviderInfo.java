package dev.byok.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is: everything that a connect form, a catalogue or a table of providers needs. Immutable.
 */
public final class ProviderInfo {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final String id;
    private final String name;
    private final List<String> aliases;
    private final Set<Capability<?>> capabilities;
    private final FieldSchema schema;
    private final @Nullable String baseUrl;
    private final @Nullable String defaultModel;
    private final Map<Capability<?>, String> defaultModels;
    private final @Nullable String docs;
    private final Maturity maturity;
    private final @Nullable String note;

    private ProviderInfo(Builder builder) {
        this.id = builder.id;
        this.name = builder.name;
        this.aliases = List.copyOf(builder.aliases);
        this.capabilities = Set.copyOf(builder.capabilities);
        this.schema = builder.schema;
        this.baseUrl = builder.baseUrl;
        this.defaultModel = builder.defaultModel;
        this.defaultModels = Map.copyOf(builder.defaultModels);
        this.docs = builder.docs;
        this.maturity = builder.maturity;
        this.note = builder.note;
    }

    /**
     * {@return a builder}
     *
     * @param id lower case letters, digits and hyphens; stable, stored with every row
     * @param name as the company spells itself
     * @throws IllegalArgumentException when the id has other characters
     */
    public static Builder builder(String id, String name) {
        return new Builder(id, name);
    }

    /** {@return the stable id} */
    public String id() {
        return id;
    }

    /** {@return the name as the company spells itself} */
    public String name() {
        return name;
    }

    /** {@return other ids that mean the same provider} */
    public List<String> aliases() {
        return aliases;
    }

    /** {@return what its clients can do} */
    public Set<Capability<?>> capabilities() {
        return capabilities;
    }

    /** {@return the fields of its credential} */
    public FieldSchema schema() {
        return schema;
    }

    /** {@return the vendor's base URL; absent when every call or credential brings its own} */
    public Optional<String> baseUrl() {
        return Optional.ofNullable(baseUrl);
    }

    /** {@return the model that is used when nobody named one} */
    public Optional<String> defaultModel() {
        return Optional.ofNullable(defaultModel);
    }

    /**
     * {@return the model that is used when nobody named one for a capability with models of its own, such as speech}
     *
     * @param capability what the model is for
     */
    public Optional<String> defaultModel(Capability<?> capability) {
        return Optional.ofNullable(defaultModels.get(capability));
    }

    /** {@return a link to the vendor's API documentation} */
    public Optional<String> docs() {
        return Optional.ofNullable(docs);
    }

    /** {@return how far the integration was proved} */
    public Maturity maturity() {
        return maturity;
    }

    /** {@return a dated remark, for example that the service ended} */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return id;
    }

    /** Collects the facts about a provider. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final String name;
        private final List<String> aliases = new ArrayList<>();
        private final Set<Capability<?>> capabilities =
                new TreeSet<>((left, right) -> left.name().compareTo(right.name()));
        private FieldSchema schema = FieldSchema.of();
        private @Nullable String baseUrl;
        private @Nullable String defaultModel;
        private final Map<Capability<?>, String> defaultModels = new HashMap<>();
        private @Nullable String docs;
        private Maturity maturity = Maturity.UNVERIFIED;
        private @Nullable String note;

        private Builder(String id, String name) {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("a provider id is lower case letters, digits and hyphens: " + id);
            }
            this.id = id;
            this.name = Objects.requireNonNull(name, "name");
        }

        /**
         * {@return this builder}
         *
         * @param values other ids that mean the same provider
         */
        public Builder aliases(String... values) {
            aliases.addAll(List.of(values));
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param capability something its clients can do
         */
        public Builder capability(Capability<?> capability) {
            capabilities.add(capability);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the fields of its credential
         */
        public Builder schema(FieldSchema value) {
            this.schema = Objects.requireNonNull(value, "schema");
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the vendor's base URL
         */
        public Builder baseUrl(@Nullable String value) {
            this.baseUrl = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the model that is used when nobody named one
         */
        public Builder defaultModel(@Nullable String value) {
            this.defaultModel = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param capability something its clients can do with models of its own
         * @param model the one that is used when nobody named one
         */
        public Builder defaultModel(Capability<?> capability, String model) {
            defaultModels.put(capability, model);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param link to the vendor's API documentation
         */
        public Builder docs(@Nullable String link) {
            this.docs = link;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value how far the integration was proved; {@link Maturity#UNVERIFIED} unless said
         */
        public Builder maturity(Maturity value) {
            this.maturity = Objects.requireNonNull(value, "maturity");
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value a dated remark
         */
        public Builder note(@Nullable String value) {
            this.note = value;
            return this;
        }

        /** {@return the facts} */
        public ProviderInfo build() {
            return new ProviderInfo(this);
        }
    }
}
