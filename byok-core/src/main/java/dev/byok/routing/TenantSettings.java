package dev.byok.routing;

import dev.byok.internal.settings.SettingsJson;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a tenant has set about the routes of its calls. Immutable; everything may be left out. Wherever a provider is
 * named its aliases do too, and models are named as in {@code chat().model(…)}.
 *
 * @param mode whose keys its calls use; {@link KeyMode#BYOK} unless said
 * @param providerPriority the providers that come first where a call names none; the others follow in the order they
 *     were connected. Empty for {@code azure-openai}, {@code anthropic}, {@code openai}
 * @param enabledProviders the only providers it uses; absent for all
 * @param disabledProviders providers it does not use
 * @param defaultModels the vendor's model id by provider, for calls that name the provider only
 * @param models which model a call gets that names none, and no provider either
 * @param costLimitUsdPerRequest what one request may cost at most, by estimate
 * @param refuseUnknownPrice whether a cost limit also refuses models whose price is not known
 * @param maxTokensPerRequest how long an answer may be at most
 * @param fallbackChains chains by name; the one called {@value FallbackChain#DEFAULT} needs not be named
 * @param allowedModels the only model ids that a credential may be used for, by credential id; a credential that is not
 *     in it may be used for all
 * @param weights how calls that name a provider, and none of its configurations, are shared among several credentials: a
 *     share by credential id, 0 for never. Empty for all to the default one. As soon as one credential of a provider has a
 *     weight, those without one get none
 * @param quotaGroups ids of credentials that are keys of one account at the vendor, by any name: a limit that one of them
 *     meets is one of all
 * @param platformFallback when the application's keys may serve; absent for what the client says
 * @param starredModels models that a picker shows first; routing does not look at them
 */
public record TenantSettings(
        KeyMode mode,
        List<String> providerPriority,
        Optional<Set<String>> enabledProviders,
        Set<String> disabledProviders,
        Map<String, String> defaultModels,
        ModelChoice models,
        Optional<BigDecimal> costLimitUsdPerRequest,
        boolean refuseUnknownPrice,
        OptionalInt maxTokensPerRequest,
        Map<String, FallbackChain> fallbackChains,
        Map<String, Set<String>> allowedModels,
        Map<String, Double> weights,
        Map<String, Set<String>> quotaGroups,
        Optional<PlatformFallback> platformFallback,
        Set<String> starredModels) {

    /** What holds for a tenant that has set nothing. */
    public static final TenantSettings DEFAULT = new Builder().build();

    /** Copies the collections and checks the amounts. */
    public TenantSettings {
        Objects.requireNonNull(mode, "mode");
        providerPriority = List.copyOf(providerPriority);
        enabledProviders = enabledProviders.map(Copies::of);
        disabledProviders = Copies.of(disabledProviders);
        defaultModels = Copies.of(defaultModels);
        Objects.requireNonNull(models, "models");
        if (costLimitUsdPerRequest.filter(limit -> limit.signum() < 0).isPresent()) {
            throw new IllegalArgumentException("costLimitUsdPerRequest is not negative");
        }
        if (maxTokensPerRequest.isPresent() && maxTokensPerRequest.getAsInt() < 1) {
            throw new IllegalArgumentException("maxTokensPerRequest is at least 1");
        }
        fallbackChains = Copies.of(fallbackChains);
        allowedModels = Copies.ofSets(allowedModels);
        weights = Copies.of(weights);
        if (!weights.values().stream().allMatch(weight -> weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException("weights are not negative");
        }
        quotaGroups = Copies.ofSets(quotaGroups);
        Objects.requireNonNull(platformFallback, "platformFallback");
        starredModels = Copies.of(starredModels);
    }

    /** {@return a builder that starts with {@link #DEFAULT}} */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /**
     * {@return the settings that a JSON text holds} Its members are called as the components here and those of
     * {@link ModelChoice}, all in one object. Enumerations are written as their {@code id()}, chains as arrays of model
     * references or of objects with {@code model}, and {@code platform} or {@code keys} with {@code weight}.
     *
     * @param json an object, at most 65,536 characters; an unknown member is refused
     * @throws dev.byok.ByokException {@code INVALID_FIELDS} with every fault and its path
     */
    public static TenantSettings fromJson(String json) {
        return SettingsJson.read(json);
    }

    /** {@return the JSON text that {@link #fromJson} reads; what is as by default is left out} */
    public String toJson() {
        return SettingsJson.write(this);
    }

    /** {@return a builder with everything of these settings} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private KeyMode mode = KeyMode.BYOK;
        private List<String> providerPriority = List.of();
        private Optional<Set<String>> enabledProviders = Optional.empty();
        private Set<String> disabledProviders = Set.of();
        private Map<String, String> defaultModels = Map.of();
        private ModelChoice models = ModelChoice.NONE;
        private Optional<BigDecimal> costLimit = Optional.empty();
        private boolean refuseUnknownPrice;
        private OptionalInt maxTokens = OptionalInt.empty();
        private Map<String, FallbackChain> fallbackChains = Map.of();
        private Map<String, Set<String>> allowedModels = Map.of();
        private Map<String, Double> weights = Map.of();
        private Map<String, Set<String>> quotaGroups = Map.of();
        private Optional<PlatformFallback> platformFallback = Optional.empty();
        private Set<String> starredModels = Set.of();

        private Builder() {}

        private Builder(TenantSettings settings) {
            this.mode = settings.mode;
            this.providerPriority = settings.providerPriority;
            this.enabledProviders = settings.enabledProviders;
            this.disabledProviders = settings.disabledProviders;
            this.defaultModels = settings.defaultModels;
            this.models = settings.models;
            this.costLimit = settings.costLimitUsdPerRequest;
            this.refuseUnknownPrice = settings.refuseUnknownPrice;
            this.maxTokens = settings.maxTokensPerRequest;
            this.fallbackChains = settings.fallbackChains;
            this.allowedModels = settings.allowedModels;
            this.weights = settings.weights;
            this.quotaGroups = settings.quotaGroups;
            this.platformFallback = settings.platformFallback;
            this.starredModels = settings.starredModels;
        }

        /**
         * {@return this builder}
         *
         * @param value whose keys calls use
         */
        public Builder mode(KeyMode value) {
            this.mode = Objects.requireNonNull(value, "mode");
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param providers those that come first where a call names none; none for the library's own order
         */
        public Builder providerPriority(String... providers) {
            return providerPriority(List.of(providers));
        }

        /**
         * {@return this builder}
         *
         * @param providers those that come first where a call names none; empty for the library's own order
         */
        public Builder providerPriority(List<String> providers) {
            this.providerPriority = List.copyOf(providers);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param providers the only ones that are used; absent for all
         */
        public Builder enabledProviders(Optional<? extends Set<String>> providers) {
            this.enabledProviders = providers.map(Copies::of);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param providers those that are not used
         */
        public Builder disabledProviders(Set<String> providers) {
            this.disabledProviders = Copies.of(providers);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param provider id or alias
         * @param model the vendor's model id for calls that name this provider only
         */
        public Builder defaultModel(String provider, String model) {
            Map<String, String> more = new LinkedHashMap<>(defaultModels);
            more.put(Objects.requireNonNull(provider, "provider"), Objects.requireNonNull(model, "model"));
            return defaultModels(more);
        }

        /**
         * {@return this builder}
         *
         * @param byProvider the vendor's model id by provider; replaces what was set
         */
        public Builder defaultModels(Map<String, String> byProvider) {
            this.defaultModels = Copies.of(byProvider);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value which model a call gets that names none
         */
        public Builder models(ModelChoice value) {
            this.models = Objects.requireNonNull(value, "models");
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value what one request may cost at most; absent for no limit
         */
        public Builder costLimitUsdPerRequest(Optional<BigDecimal> value) {
            this.costLimit = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value whether a cost limit also refuses models whose price is not known
         */
        public Builder refuseUnknownPrice(boolean value) {
            this.refuseUnknownPrice = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value how long an answer may be at most; absent for no limit
         */
        public Builder maxTokensPerRequest(OptionalInt value) {
            this.maxTokens = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param name for {@code chat().chain(name)}, or {@value FallbackChain#DEFAULT}
         * @param chain the chain of that name
         */
        public Builder fallbackChain(String name, FallbackChain chain) {
            Map<String, FallbackChain> more = new LinkedHashMap<>(fallbackChains);
            more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(chain, "chain"));
            return fallbackChains(more);
        }

        /**
         * {@return this builder}
         *
         * @param byName all chains; replaces what was set
         */
        public Builder fallbackChains(Map<String, FallbackChain> byName) {
            this.fallbackChains = Copies.of(byName);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param byCredential the only model ids that a credential may be used for; replaces what was set
         */
        public Builder allowedModels(Map<String, Set<String>> byCredential) {
            this.allowedModels = Copies.ofSets(byCredential);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param byCredential how several credentials of a provider share its calls; replaces what was set
         */
        public Builder weights(Map<String, Double> byCredential) {
            this.weights = Copies.of(byCredential);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param byName ids of credentials that are keys of one account; replaces what was set
         */
        public Builder quotaGroups(Map<String, Set<String>> byName) {
            this.quotaGroups = Copies.ofSets(byName);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value when the application's keys may serve; absent for what the client says
         */
        public Builder platformFallback(Optional<PlatformFallback> value) {
            this.platformFallback = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param models those that a picker shows first
         */
        public Builder starredModels(Set<String> models) {
            this.starredModels = Copies.of(models);
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException when a limit or a weight is negative
         */
        public TenantSettings build() {
            return new TenantSettings(
                    mode,
                    providerPriority,
                    enabledProviders,
                    disabledProviders,
                    defaultModels,
                    models,
                    costLimit,
                    refuseUnknownPrice,
                    maxTokens,
                    fallbackChains,
                    allowedModels,
                    weights,
                    quotaGroups,
                    platformFallback,
                    starredModels);
        }
    }
}
