package dev.byok.store;

import dev.byok.spi.KeyStore;
import dev.byok.testkit.KeyStoreContractTest;

class H2KeyStoreTest extends KeyStoreContractTest {

    @Override
    protected KeyStore newStore() {
        return JdbcKeyStore.builder(H2Databases.fresh()).build().migrate();
    }
}
