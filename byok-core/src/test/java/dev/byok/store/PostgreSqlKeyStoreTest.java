package dev.byok.store;

import dev.byok.spi.KeyStore;
import dev.byok.testkit.KeyStoreContractTest;
import dev.byok.testkit.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

@Tag("databases")
class PostgreSqlKeyStoreTest extends KeyStoreContractTest {

    @Override
    protected KeyStore newStore() throws Exception {
        DataSource source = PostgresServer.pool();
        JdbcKeyStore store = JdbcKeyStore.builder(source).build().migrate();
        Tables.empty(source);
        return store;
    }
}
