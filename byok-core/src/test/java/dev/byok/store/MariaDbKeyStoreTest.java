package dev.byok.store;

import dev.byok.spi.KeyStore;
import dev.byok.testkit.KeyStoreContractTest;
import dev.byok.testkit.MariaDbServer;
import javax.sql.DataSource;

class MariaDbKeyStoreTest extends KeyStoreContractTest {

    @Override
    protected KeyStore newStore() throws Exception {
        DataSource source = MariaDbServer.source();
        JdbcKeyStore store = JdbcKeyStore.builder(source).build().migrate();
        Tables.empty(source);
        return store;
    }
}
