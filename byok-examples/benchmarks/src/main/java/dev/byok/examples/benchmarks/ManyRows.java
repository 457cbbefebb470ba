package dev.byok.examples.benchmarks;

import dev.byok.credential.Secret;
import dev.byok.spi.KeySealer;
import dev.byok.spi.KeyStore;
import dev.byok.spi.SealContext;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.TenantSalt;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Stored keys of many tenants, made without a client because that would take longer.
 *
 * @param store where they go
 * @param sealer what seals them
 * @param stub where they are sent
 */
record ManyRows(KeyStore store, KeySealer sealer, Stub stub) {

    private static final int ROWS_OF_A_TENANT = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    static int tenants(int rows) {
        return rows / ROWS_OF_A_TENANT;
    }

    void fill(int rows) {
        IntStream.range(0, tenants(rows)).parallel().forEach(number -> {
            String tenant = ByokChat.tenant(number);
            TenantSalt salt = store.salt(tenant, TenantSalt.random(RANDOM));
            for (int row = 0; row < ROWS_OF_A_TENANT; row++) {
                store.insert(row(tenant, salt, number, row));
            }
        });
    }

    private StoredCredential row(String tenant, TenantSalt salt, int number, int row) {
        String id = "tp_%020d%06d".formatted(number, row);
        SealContext context = new SealContext(tenant, salt, id, "openai", stub.origin(), "api_key", 1);
        String sealed;
        try (Secret secret = Secret.of(Chat.key(number))) {
            sealed = sealer.seal(context, secret);
        }
        return StoredCredential.builder(tenant, id)
                .provider("openai")
                .label("key " + row)
                .origin(stub.origin())
                .fields(Map.of("base_url", stub.wholeUrl()))
                .secrets(Map.of("api_key", new SealedField(sealed, "sk-p\u00b7\u00b7\u00b7stuv")))
                .keyId(sealer.keyId(sealed).orElseThrow())
                .createdAt(Instant.EPOCH)
                .updatedAt(Instant.EPOCH)
                .build();
    }
}
