package dev.byok.spi;

import dev.byok.credential.CredentialStatus;
import dev.byok.credential.PrivacyMode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of a {@link KeyStore}: a credential with its secrets sealed. Immutable. */
public final class StoredCredential {

    private final String tenant;
    private final String id;
    private final String provider;
    private final String label;
    private final String origin;
    private final PrivacyMode privacy;
    private final @Nullable String phraseVerifier;
    private final Map<String, String> fields;
    private final Map<String, SealedField> secrets;
    private final @Nullable String keyId;
    private final long secretVersion;
    private final CredentialStatus status;
    private final @Nullable String statusReason;
    private final @Nullable Instant testedAt;
    private final boolean connected;
    private final boolean enabled;
    private final long preference;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final long version;

    private StoredCredential(Builder builder) {
        this.tenant = builder.tenant;
        this.id = builder.id;
        this.provider = Objects.requireNonNull(builder.provider, "provider");
        this.label = Objects.requireNonNull(builder.label, "label");
        this.origin = Objects.requireNonNull(builder.origin, "origin");
        this.privacy = builder.privacy;
        this.phraseVerifier = builder.phraseVerifier;
        this.fields = builder.fields;
        this.secrets = builder.secrets;
        this.keyId = builder.keyId;
        this.secretVersion = builder.secretVersion;
        this.status = builder.status;
        this.statusReason = builder.statusReason;
        this.testedAt = builder.testedAt;
        this.connected = builder.connected;
        this.enabled = builder.enabled;
        this.preference = builder.preference;
        this.createdAt = Objects.requireNonNull(builder.createdAt, "createdAt");
        this.updatedAt = Objects.requireNonNull(builder.updatedAt, "updatedAt");
        this.version = builder.version;
    }

    /**
     * {@return a builder for a new row}
     *
     * @param tenant the tenant
     * @param id the row's id
     */
    public static Builder builder(String tenant, String id) {
        return new Builder(tenant, id);
    }

    /** {@return a builder with everything of this row, the version included} */
    public Builder toBuilder() {
        Builder builder = new Builder(tenant, id);
        builder.provider = provider;
        builder.label = label;
        builder.origin = origin;
        builder.privacy = privacy;
        builder.phraseVerifier = phraseVerifier;
        builder.fields = fields;
        builder.secrets = secrets;
        builder.keyId = keyId;
        builder.secretVersion = secretVersion;
        builder.status = status;
        builder.statusReason = statusReason;
        builder.testedAt = testedAt;
        builder.connected = connected;
        builder.enabled = enabled;
        builder.preference = preference;
        builder.createdAt = createdAt;
        builder.updatedAt = updatedAt;
        builder.version = version;
        return builder;
    }

    /** {@return the tenant} */
    public String tenant() {
        return tenant;
    }

    /** {@return the row's id} */
    public String id() {
        return id;
    }

    /** {@return the provider's id} */
    public String provider() {
        return provider;
    }

    /** {@return the label, unique per tenant and provider} */
    public String label() {
        return label;
    }

    /** {@return the origin that the secrets are sealed for} */
    public String origin() {
        return origin;
    }

    /** {@return who can open the secrets; the same for the row's whole life} */
    public PrivacyMode privacy() {
        return privacy;
    }

    /** {@return what proofs of the phrase are held against (a {@code PhraseProof}'s verifier); absent when none is asked} */
    public Optional<String> phraseVerifier() {
        return Optional.ofNullable(phraseVerifier);
    }

    /** {@return the values of the fields that are not secret} */
    public Map<String, String> fields() {
        return fields;
    }

    /** {@return the sealed secrets by field} */
    public Map<String, SealedField> secrets() {
        return secrets;
    }

    /** {@return the master key that the secrets are sealed with; absent when there is none, or it is not known} */
    public Optional<String> keyId() {
        return Optional.ofNullable(keyId);
    }

    /** {@return how often the secrets changed, from 1} */
    public long secretVersion() {
        return secretVersion;
    }

    /** {@return what is known about the key} */
    public CredentialStatus status() {
        return status;
    }

    /** {@return why, for a person} */
    public Optional<String> statusReason() {
        return Optional.ofNullable(statusReason);
    }

    /** {@return when the vendor last said something about the key} */
    public Optional<Instant> testedAt() {
        return Optional.ofNullable(testedAt);
    }

    /** {@return false after a soft delete} */
    public boolean connected() {
        return connected;
    }

    /** {@return false while taken out of use} */
    public boolean enabled() {
        return enabled;
    }

    /**
     * {@return the order among a provider's rows: the highest is the default; 0 for a row that was never made the
     * default}. A number instead of a flag makes changing the default the change of one row.
     */
    public long preference() {
        return preference;
    }

    /** {@return when the row was inserted} */
    public Instant createdAt() {
        return createdAt;
    }

    /** {@return when anything of it last changed} */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** {@return the version for compare-and-set, from 1} */
    public long version() {
        return version;
    }

    /** {@return ids and status; no sealed text} */
    @Override
    public String toString() {
        return "StoredCredential[" + tenant + ", " + id + ", " + provider + ", " + status + ", version=" + version
                + "]";
    }

    /**
     * A sealed secret and what may be shown of it.
     *
     * @param sealed what the sealer gave
     * @param mask made from the secret when it was saved
     */
    public record SealedField(String sealed, String mask) {

        /** {@return the mask only} */
        @Override
        public String toString() {
            return "SealedField[" + mask + "]";
        }
    }

    /** Collects the parts of a row. Not thread-safe. */
    public static final class Builder {

        private final String tenant;
        private final String id;
        private @Nullable String provider;
        private @Nullable String label;
        private @Nullable String origin;
        private PrivacyMode privacy = PrivacyMode.SERVER_ACCESSIBLE;
        private @Nullable String phraseVerifier;
        private Map<String, String> fields = Map.of();
        private Map<String, SealedField> secrets = Map.of();
        private @Nullable String keyId;
        private long secretVersion = 1;
        private CredentialStatus status = CredentialStatus.UNTESTED;
        private @Nullable String statusReason;
        private @Nullable Instant testedAt;
        private boolean connected = true;
        private boolean enabled = true;
        private long preference;
        private @Nullable Instant createdAt;
        private @Nullable Instant updatedAt;
        private long version = 1;

        private Builder(String tenant, String id) {
            this.tenant = Objects.requireNonNull(tenant, "tenant");
            this.id = Objects.requireNonNull(id, "id");
        }

        /**
         * {@return this builder}
         * @param value the provider's id; required
         */
        public Builder provider(String value) {
            this.provider = value;
            return this;
        }

        /**
         * {@return this builder}
         * @param value unique per tenant and provider; required
         */
        public Builder label(String value) {
            this.label = value;
            return this;
        }

        /**
         * {@return this builder}
         * @param value the origin that the secrets are sealed for; required
         */
        public Builder origin(String value) {
            this.origin = value;
            return this;
        }

        /**
         * {@return this builder}
         * @param value who can open the secrets; {@code SERVER_ACCESSIBLE} unless said
         * @param verifier see {@link StoredCredential#phraseVerifier()}; 43 characters, or null
         */
        public Builder privacy(PrivacyMode value, @Nullable String verifier) {
            this.privacy = Objects.requireNonNull(value, "privacy");
            this.phraseVerifier = verifier;
            return this;
        }

        /**
         * {@return this builder}
         * @param values of the fields that are not secret
         */
        public Builder fields(Map<String, String> values) {
            this.fields = copy(values);
            return this;
        }

        /**
         * {@return this builder}
         * @param values sealed secrets by field
         */
        public Builder secrets(Map<String, SealedField> values) {
            this.secrets = copy(values);
            return this;
        }

        /**
         * {@return this builder}
         * @param value see {@link StoredCredential#keyId()}; up to 100 characters, or null
         */
        public Builder keyId(@Nullable String value) {
            this.keyId = value;
            return this;
        }

        /**
         * {@return this builder}
         * @param value how often the secrets changed, from 1; 1 unless said
         */
        public Builder secretVersion(long value) {
            this.secretVersion = value;
            return this;
        }

        /**
         * {@return this builder}
         * @param value what is known about the key; {@code UNTESTED} unless said
         * @param reason why, for a person
         * @param at when the vendor said so
         */
        public Builder status(CredentialStatus value, @Nullable String reason, @Nullable Instant at) {
            this.status = Objects.requireNonNull(value, "status");
            this.statusReason = reason;
            this.testedAt = at;
            return this;
        }

        /**
         * {@return this builder}
         * @param value false for a soft delete; true unless said
         */
        public Builder connected(boolean value) {
            this.connected = value;
            return this;
        }

        /**
         * {@return this builder}
         * @param value false to take it out of use; true unless said
         */
        public Builder enabled(boolean value) {
            this.enabled = value;
            return this;
        }

        /**
         * {@return this builder}
         * @param value see {@link StoredCredential#preference()}; 0 unless said
         */
        public Builder preference(long value) {
            this.preference = value;
            return this;
        }

        /**
         * {@return this builder}
         * @param value when the row was inserted; required
         */
        public Builder createdAt(Instant value) {
            this.createdAt = value;
            return this;
        }

        /**
         * {@return this builder}
         * @param value when anything of it last changed; required
         */
        public Builder updatedAt(Instant value) {
            this.updatedAt = value;
            return this;
        }

        /**
         * {@return this builder}
         * @param value the version for compare-and-set; 1 unless said
         */
        public Builder version(long value) {
            this.version = value;
            return this;
        }

        /** {@return the row} */
        public StoredCredential build() {
            return new StoredCredential(this);
        }

        // one entry is the common case, and a cached row of one key should stay small
        private static <V> Map<String, V> copy(Map<String, V> values) {
            return values.size() <= 1 ? Map.copyOf(values) : Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}
