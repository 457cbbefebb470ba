package dev.byok.examples.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.byok.store.JdbcKeyStore;
import java.nio.file.Path;
import javax.sql.DataSource;

/** The database: an H2 file of the gateway's own, or whatever {@code BYOK_JDBC_URL} names. */
final class Database implements AutoCloseable {

    private static final int CONNECTIONS = 10;

    private final HikariDataSource pool;
    private final JdbcKeyStore store;

    Database(Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("byok");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setJdbcUrl(settings.jdbcUrl().orElseGet(() -> ownFile(settings.home())));
        settings.jdbcUser().ifPresent(config::setUsername);
        settings.jdbcPassword().ifPresent(config::setPassword);
        this.pool = pool(config);
        this.store = JdbcKeyStore.builder(pool).build().migrate();
    }

    private static HikariDataSource pool(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            // drivers repeat URLs with passwords in them
            throw new IllegalArgumentException("the database of BYOK_JDBC_URL cannot be reached");
        }
    }

    /** Without the delay a commit is on the disk when it is acknowledged, also when the process is killed then. */
    private static String ownFile(Path home) {
        return "jdbc:h2:file:" + home.resolve("byok").toAbsolutePath()
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }

    JdbcKeyStore store() {
        return store;
    }

    DataSource source() {
        return pool;
    }

    @Override
    public void close() {
        store.close();
        pool.close();
    }
}
