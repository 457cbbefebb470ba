package dev.byok.spi;

import dev.byok.credential.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An opened credential: it lives for one call, and {@link #close()} wipes its secrets.
 *
 * <p>Immutable but for closing; thread-safe. It prints field names only.
 */
public final class ProviderCredential implements AutoCloseable {

    private final String provider;
    private final @Nullable String id;
    private final @Nullable String callUrl;
    private final Map<String, String> fields;
    private final Map<String, Secret> secrets;

    private ProviderCredential(
            String provider,
            @Nullable String id,
            @Nullable String callUrl,
            Map<String, String> fields,
            Map<String, Secret> secrets) {
        this.provider = provider;
        this.id = id;
        this.callUrl = callUrl;
        this.fields = fields;
        this.secrets = secrets;
    }

    /**
     * {@return a builder}
     *
     * @param provider the provider's id
     */
    public static Builder builder(String provider) {
        return new Builder(provider);
    }

    /** {@return the provider's id} */
    public String provider() {
        return provider;
    }

    /** {@return the id of the stored row; absent for a key that is stored nowhere} */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /**
     * {@return the exact URL of this call, for providers whose endpoint comes with each call; absent for all others}
     */
    public Optional<String> callUrl() {
        return Optional.ofNullable(callUrl);
    }

    /**
     * {@return the value of a field that is not secret}
     *
     * @param name the field
     */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** {@return the values of all fields that are not secret} */
    public Map<String, String> fields() {
        return fields;
    }

    /**
     * {@return the value of a secret field}
     *
     * @param name the field
     */
    public Optional<Secret> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /** {@return the values of all secret fields} */
    public Map<String, Secret> secrets() {
        return secrets;
    }

    /**
     * {@return a credential with copies of the secrets, which is closed on its own}
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public ProviderCredential copy() {
        Map<String, Secret> copies = new LinkedHashMap<>();
        secrets.forEach((name, secret) -> copies.put(name, secret.copy()));
        return new ProviderCredential(provider, id, callUrl, fields, Collections.unmodifiableMap(copies));
    }

    /** Wipes the secrets. */
    @Override
    public void close() {
        for (Secret secret : secrets.values()) {
            secret.close();
        }
    }

    /** {@return provider, id and field names; no value} */
    @Override
    public String toString() {
        return "ProviderCredential[" + provider + ", id=" + id + ", fields=" + fields.keySet() + ", secrets="
                + secrets.keySet() + "]";
    }

    /** Collects the parts of a credential. Not thread-safe. */
    public static final class Builder {

        private final String provider;
        private @Nullable String id;
        private @Nullable String callUrl;
        private Map<String, String> fields = Map.of();
        private Map<String, Secret> secrets = Map.of();

        private Builder(String provider) {
            this.provider = Objects.requireNonNull(provider, "provider");
        }

        /**
         * {@return this builder}
         *
         * @param value the id of the stored row
         */
        public Builder id(@Nullable String value) {
            this.id = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the exact URL of this call
         */
        public Builder callUrl(@Nullable String value) {
            this.callUrl = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param values of the fields that are not secret, by name
         */
        public Builder fields(Map<String, String> values) {
            this.fields = Map.copyOf(values);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param name a secret field
         * @param value its value; the credential owns it from now on
         */
        public Builder secret(String name, Secret value) {
            if (secrets.isEmpty()) {
                secrets = Map.of(name, value);
            } else {
                Map<String, Secret> more = new LinkedHashMap<>(secrets);
                more.put(name, value);
                secrets = more;
            }
            return this;
        }

        /** {@return the credential} */
        public ProviderCredential build() {
            return new ProviderCredential(provider, id, callUrl, fields, Collections.unmodifiableMap(secrets));
        }
    }
}
