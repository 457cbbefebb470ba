package dev.byok.spi;

import dev.byok.credential.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Keys of the application that are the same for every tenant, held in memory. Immutable; closing it wipes them.
 *
 * <pre>{@code
 * PlatformKeys keys = PlatformKeys.builder().key("openai", Secret.of(fromYourVault)).build();
 * }</pre>
 */
public final class PlatformKeys implements PlatformCredentials, AutoCloseable {

    private final Map<String, ProviderCredential> byProvider;

    private PlatformKeys(Map<String, ProviderCredential> byProvider) {
        this.byProvider = Map.copyOf(byProvider);
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean has(String tenant, String provider) {
        return byProvider.containsKey(provider);
    }

    @Override
    public Optional<ProviderCredential> open(String tenant, String provider) {
        ProviderCredential kept = byProvider.get(provider);
        return kept == null ? Optional.empty() : Optional.of(kept.copy());
    }

    /** Wipes the keys. */
    @Override
    public void close() {
        byProvider.values().forEach(ProviderCredential::close);
    }

    /** {@return the providers; no key} */
    @Override
    public String toString() {
        return "PlatformKeys" + byProvider.keySet();
    }

    /** Collects keys. Not thread-safe. */
    public static final class Builder {

        private final Map<String, ProviderCredential> byProvider = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds the key of a provider whose only secret is called {@code api_key}.
         *
         * @param provider the provider's id
         * @param apiKey the key, which belongs to the result from now on
         * @return this builder
         */
        public Builder key(String provider, Secret apiKey) {
            return credential(ProviderCredential.builder(provider)
                    .secret("api_key", Objects.requireNonNull(apiKey, "apiKey"))
                    .build());
        }

        /**
         * Adds a credential with all its fields.
         *
         * @param credential of one provider, which belongs to the result from now on
         * @return this builder
         */
        public Builder credential(ProviderCredential credential) {
            byProvider.put(credential.provider(), credential);
            return this;
        }

        /** {@return the keys} */
        public PlatformKeys build() {
            return new PlatformKeys(byProvider);
        }
    }
}
