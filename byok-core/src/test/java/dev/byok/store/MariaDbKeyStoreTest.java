package dev.byok.store;

import dev.byok.spi.KeyStore;
import dev.byok.testkit.KeyStoreContractTest;
import dev.byok.testkit.MariaDbServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

@Tag("databases")
class MariaDbKeyStoreTest extends KeyStoreContractTest {

    @Override
    protected KeyStore newStore() throws Exception {
        DataSource source = MariaDbServer.pool();
        JdbcKeyStore store = JdbcKeyStore.builder(source).build().migrate();
        Tables.empty(source);
        return store;
    }
}
