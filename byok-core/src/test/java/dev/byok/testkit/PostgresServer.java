package dev.byok.testkit;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL on loopback, one for all tests of a JVM. It ends with the JVM. */
public final class PostgresServer {

    private static final PostgresServer SHARED = new PostgresServer();

    private final EmbeddedPostgres server;

    private PostgresServer() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@return a source of new connections} */
    public static DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        return source;
    }

    /** {@return a pool for all tests: a new connection is a new process, which takes its time} */
    public static DataSource pool() {
        return Pool.SHARED;
    }

    /** {@return where it is, with the user in it} */
    public static String url() {
        return SHARED.server.getJdbcUrl("postgres", "postgres");
    }

    private static final class Pool {

        private static final HikariDataSource SHARED = new HikariDataSource();

        static {
            SHARED.setJdbcUrl(url());
            SHARED.setMaximumPoolSize(8);
        }
    }
}
