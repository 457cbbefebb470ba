package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.credential.CredentialStatus;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.TenantSalt;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.testkit.ForwardingKeyStore;
import dev.byok.testkit.MovableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How much heap a cached tenant costs, with rows as a database driver makes them: every string and instant anew. It was
 * about 890 bytes on JDK 17 for a key of 51 characters; each further character adds 1.3 bytes, a first field that is not
 * secret about 90.
 */
class CacheFootprintTest {

    private static final int TENANTS = 9_000;

    @Test
    void aCachedTenantWithOneKeyTakesAtMostOneKilobyte() {
        CredentialVault vault = new CredentialVault(
                new DatabaseLikeStore(), new AesSealer(), CacheSettings.DEFAULT, new MovableClock());
        fill(vault, "warm-up-", 500);

        long before = usedHeap();
        fill(vault, "tenant-0000-", TENANTS);
        long each = (usedHeap() - before) / TENANTS;

        assertThat(vault.rows("tenant-0000-1").rows()).hasSize(1);
        assertThat(each).as("bytes of heap a tenant").isBetween(300L, 1024L);
    }

    private static void fill(CredentialVault vault, String prefix, int tenants) {
        for (int tenant = 0; tenant < tenants; tenant++) {
            vault.rows(prefix + tenant);
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static final class DatabaseLikeStore extends ForwardingKeyStore {

        private int rows;

        DatabaseLikeStore() {
            super(new InMemoryKeyStore());
        }

        @Override
        public List<StoredCredential> list(String tenant) {
            rows++;
            // as long as a sealed key of 51 characters
            String sealed = "bks1." + "A".repeat(124);
            return List.of(StoredCredential.builder(copy(tenant), copy("tp_01aryz6s41tsv4rrffq69g5fav"))
                    .provider(copy("openai"))
                    .label(copy("Acme Incorporated"))
                    .origin(copy("https://api.openai.com"))
                    .secrets(Map.of(copy("api_key"), new SealedField(copy(sealed), copy("sk-F\u00B7\u00B7\u00B71234"))))
                    .status(CredentialStatus.VALID, null, Instant.ofEpochMilli(rows))
                    .createdAt(Instant.ofEpochMilli(rows))
                    .updatedAt(Instant.ofEpochMilli(rows))
                    .build());
        }

        private static String copy(String text) {
            return new String(text.toCharArray());
        }

        @Override
        public Optional<TenantSalt> findSalt(String tenant) {
            return Optional.of(TenantSalt.of(new byte[TenantSalt.BYTES], 1));
        }
    }
}
