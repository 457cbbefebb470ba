package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredSettings;
import dev.byok.testkit.KeyStoreContractTest;
import dev.byok.testkit.StoreChanges;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryKeyStoreTest extends KeyStoreContractTest {

    @Override
    protected KeyStore newStore() {
        return new InMemoryKeyStore();
    }

    @Test
    void tellsEveryClientOfEveryWriteThatHappened() {
        InMemoryKeyStore store = new InMemoryKeyStore();
        StoreChanges changes = new StoreChanges();
        store.onChange(changes);
        StoredCredential row = StoredCredential.builder("acme", "tp_1")
                .provider("openai")
                .label("Acme")
                .origin("https://api.openai.com")
                .createdAt(Instant.EPOCH)
                .updatedAt(Instant.EPOCH)
                .build();

        store.insert(row);
        store.replace(row, row.toBuilder().version(2).build());
        store.delete("acme", "tp_1");
        store.delete("acme", "tp_1");

        store.saveSettings(new StoredSettings("acme", 1, "{}", Instant.EPOCH), 0);
        store.erase("acme", Instant.EPOCH);
        store.erase("acme", Instant.EPOCH);

        assertThat(changes.told()).containsExactly("acme", "acme", "acme", "acme", "acme");
    }
}
