package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredCredential;
import dev.byok.testkit.KeyStoreContractTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryKeyStoreTest extends KeyStoreContractTest {

    @Override
    protected KeyStore newStore() {
        return new InMemoryKeyStore();
    }

    @Test
    void tellsEveryClientOfEveryWriteThatHappened() {
        InMemoryKeyStore store = new InMemoryKeyStore();
        List<String> told = new ArrayList<>();
        store.onChange(told::add);
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

        assertThat(told).containsExactly("acme", "acme", "acme");
    }
}
