package dev.byok.store;

import dev.byok.spi.KeyStore;
import dev.byok.testkit.KeyStoreContractTest;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

class H2KeyStoreTest extends KeyStoreContractTest {

    @Override
    protected KeyStore newStore() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return JdbcKeyStore.builder(source).build().migrate();
    }
}
