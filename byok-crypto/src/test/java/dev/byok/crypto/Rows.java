package dev.byok.crypto;

import dev.byok.ByokClient;
import dev.byok.credential.Secret;
import dev.byok.spi.Capability;
import dev.byok.spi.ClientFactory;
import dev.byok.spi.CredentialValidator;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Field;
import dev.byok.spi.FieldSchema;
import dev.byok.spi.KeySealer;
import dev.byok.spi.KeyStore;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.SealContext;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.TenantSalt;
import dev.byok.spi.ValidationResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Stored credentials of a provider that needs no network, and clients over them. */
final class Rows {

    static final String ORIGIN = "https://api.vendor.example";
    static final Instant EARLY = Instant.parse("2026-01-02T03:04:05Z");

    private final KeyStore store;

    Rows(KeyStore store) {
        this.store = store;
    }

    ByokClient client(KeySealer sealer, Clock clock) {
        return builder(sealer, clock).build();
    }

    ByokClient.Builder builder(KeySealer sealer, Clock clock) {
        return ByokClient.builder()
                .provider(new Vendor())
                .keyStore(store)
                .sealer(sealer)
                .clock(clock);
    }

    /** Adds a row as a node with this sealer does. */
    StoredCredential add(KeySealer sealer, String tenant, int number) {
        TenantSalt salt = store.salt(tenant, Contexts.salt(tenant.hashCode() & 0x7f, 1));
        String id = "tp_%026d".formatted(number);
        SealContext context = new SealContext(tenant, salt, id, "vendor", ORIGIN, "api_key", 1);
        String text = sealer.seal(context, Secret.of(key(number)));
        StoredCredential row = StoredCredential.builder(tenant, id)
                .provider("vendor")
                .label("label " + number)
                .origin(ORIGIN)
                .secrets(Map.of("api_key", new SealedField(text, "sk-F\u00b7\u00b7\u00b7")))
                .createdAt(EARLY)
                .updatedAt(EARLY)
                .build();
        store.insert(row);
        return row;
    }

    static String key(int number) {
        return "sk-FAKE-rows-%08d".formatted(number);
    }

    /** {@return the key of a row, opened by the sealer as a call does it} */
    Secret open(KeySealer sealer, String tenant, int number) {
        StoredCredential row = row(tenant, number);
        SealContext context = new SealContext(
                tenant,
                store.findSalt(tenant).orElseThrow(),
                row.id(),
                row.provider(),
                row.origin(),
                "api_key",
                row.secretVersion());
        return sealer.open(context, row.secrets().get("api_key").sealed());
    }

    StoredCredential row(String tenant, int number) {
        return store.find(tenant, "tp_%026d".formatted(number)).orElseThrow();
    }

    private static final class Vendor implements Provider {

        @Override
        public ProviderInfo info() {
            return ProviderInfo.builder("vendor", "Vendor")
                    .schema(FieldSchema.of(Field.secret("api_key", "API key")))
                    .build();
        }

        @Override
        public Endpoint endpoint(Map<String, String> fields) {
            return new Endpoint(ORIGIN, ORIGIN + "/v1", false);
        }

        @Override
        public CredentialValidator validator() {
            return (credential, context) -> ValidationResult.valid("fine");
        }

        @Override
        public ClientFactory clients() {
            return new ClientFactory() {
                @Override
                public <C> Optional<C> create(Capability<C> capability, ProviderCredential credential) {
                    return Optional.empty();
                }
            };
        }
    }
}
