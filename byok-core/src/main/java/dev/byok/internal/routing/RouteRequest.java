package dev.byok.internal.routing;

import dev.byok.internal.credential.KeyAccess;
import dev.byok.model.ModelRef;
import dev.byok.routing.ChainStep;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderCredential;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller said about the route of a call. Of credential, model, voice and intent the first that is there counts,
 * in this order; without any the tenant's settings decide.
 *
 * @param tenant whose call it is
 * @param capability what is called
 * @param credentialId the one credential to use
 * @param model a model reference, or a bare model id in the place of the provider
 * @param voice the application's id of a registered voice
 * @param intent what the call is for
 * @param fallbacks what to try next
 * @param chain the name of the tenant's chain to try after that
 * @param callUrl the endpoint of this call
 * @param needs what the request needs of a model
 * @param access what came along with the call to get at keys, or that nobody is there
 * @param alone whether the tenant's chain stays away although no other is named
 */
public record RouteRequest(
        String tenant,
        Capability<?> capability,
        @Nullable String credentialId,
        @Nullable ModelRef model,
        @Nullable String voice,
        @Nullable String intent,
        List<ChainStep> fallbacks,
        @Nullable String chain,
        @Nullable String callUrl,
        Needs needs,
        KeyAccess access,
        boolean alone) {

    /** In the place of a model in calls that are of none, such as lists; it stands in the receipt. */
    static final String NO_MODEL = "*";

    /** {@return keys that came with the call, one per provider} */
    public List<ProviderCredential> passed() {
        return access.passed();
    }

    /** {@return a key for a provider that came with the call; null when none did} */
    @Nullable
    ProviderCredential passedFor(String provider) {
        List<ProviderCredential> all = passed();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).provider().equals(provider)) {
                return all.get(i);
            }
        }
        return null;
    }

    /** {@return a request for a provider without a model, with nothing to fall back to} */
    static RouteRequest ofProvider(String tenant, Capability<?> capability, ModelRef provider, KeyAccess access) {
        Builder builder = builder(tenant, capability).access(access);
        builder.model = new ModelRef(provider.provider(), provider.label(), NO_MODEL);
        builder.alone = true;
        return builder.build();
    }

    /** {@return a request for models in order, or for whatever provider can do it, with nothing else to fall back to} */
    static RouteRequest ofModels(
            String tenant,
            Capability<?> capability,
            List<ModelRef> models,
            @Nullable String callUrl,
            KeyAccess access) {
        Builder builder = builder(tenant, capability).access(access);
        builder.model = models.isEmpty() ? null : models.get(0);
        builder.fallbacks = models.stream()
                .skip(1)
                .map(model -> new ChainStep(model, List.of(), false))
                .toList();
        builder.callUrl = callUrl;
        builder.alone = true;
        return builder.build();
    }

    /**
     * {@return a builder of a request that says nothing}
     *
     * @param tenant whose call it is
     * @param capability what is called
     */
    public static Builder builder(String tenant, Capability<?> capability) {
        return new Builder(tenant, capability);
    }

    /** Collects what the caller says. Not thread-safe. */
    public static final class Builder {

        private final String tenant;
        private final Capability<?> capability;
        private @Nullable String credentialId;
        private @Nullable ModelRef model;
        private @Nullable String voice;
        private @Nullable String intent;
        private List<ChainStep> fallbacks = List.of();
        private @Nullable String chain;
        private @Nullable String callUrl;
        private Needs needs = Needs.unknown();
        private KeyAccess access = KeyAccess.STORED;
        private boolean alone;

        private Builder(String tenant, Capability<?> capability) {
            this.tenant = Objects.requireNonNull(tenant, "tenant");
            this.capability = Objects.requireNonNull(capability, "capability");
        }

        /**
         * {@return this builder}
         *
         * @param id the one credential to use
         */
        public Builder credential(@Nullable String id) {
            this.credentialId = id;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param reference the model
         */
        public Builder model(@Nullable ModelRef reference) {
            this.model = reference;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param id a registered voice
         */
        public Builder voice(@Nullable String id) {
            this.voice = id;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param name what the call is for
         */
        public Builder intent(@Nullable String name) {
            this.intent = name;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param steps what to try next
         */
        public Builder fallbacks(List<ChainStep> steps) {
            this.fallbacks = List.copyOf(steps);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param name the tenant's chain to try after that
         */
        public Builder chain(@Nullable String name) {
            this.chain = name;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param url the endpoint of this call
         */
        public Builder callUrl(@Nullable String url) {
            this.callUrl = url;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value what the request needs of a model
         */
        public Builder needs(Needs value) {
            this.needs = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value what the customer sent along to open stored keys, or that nobody is there
         */
        public Builder access(KeyAccess value) {
            this.access = value;
            return this;
        }

        /** {@return the request} */
        public RouteRequest build() {
            return new RouteRequest(
                    tenant,
                    capability,
                    credentialId,
                    model,
                    voice,
                    intent,
                    fallbacks,
                    chain,
                    callUrl,
                    needs,
                    access,
                    alone);
        }
    }
}
