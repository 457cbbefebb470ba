package dev.byok.testkit;

import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.TenantSalt;
import java.time.Instant;
import java.util.Map;

/** Rows and salts for tests of stores. */
final class SampleRows {

    static final Instant EARLY = Instant.parse("2026-01-02T03:04:05.678Z");

    private SampleRows() {}

    static StoredCredential.Builder row(String tenant, String id, String label) {
        return StoredCredential.builder(tenant, id)
                .provider("openai")
                .label(label)
                .origin("https://api.openai.com")
                .secrets(Map.of("api_key", new SealedField("bks1.FAKE", "FAKE\u00B7\u00B7\u00B7")))
                .createdAt(EARLY)
                .updatedAt(EARLY);
    }

    static StoredCredential.Builder next(StoredCredential row) {
        return row.toBuilder().version(row.version() + 1);
    }

    static StoredSettings settings(String tenant, long version, String json) {
        return new StoredSettings(tenant, version, json, EARLY);
    }

    static TenantSalt salt(int seed) {
        byte[] bytes = new byte[TenantSalt.BYTES];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (seed * 31 + at * 7);
        }
        return TenantSalt.of(bytes, seed);
    }
}
