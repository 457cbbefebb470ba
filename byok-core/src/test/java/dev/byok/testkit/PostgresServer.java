package dev.byok.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL on loopback, one for all tests of a JVM. It ends with the JVM. */
public final class PostgresServer {

    private static final CompletableFuture<String> URL =
            CompletableFuture.supplyAsync(PostgresServer::start, MariaDbServer::inBackground);

    private static final LazyPool POOL = new LazyPool(PostgresServer::source);

    private PostgresServer() {}

    /** Starts it in the background. */
    public static void startEarly() {
        // this class was loaded by the call
    }

    /** {@return a source of new connections} */
    public static DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        return source;
    }

    /** {@return a pool for all tests: a new connection is a new process, which takes its time} */
    public static DataSource pool() {
        return POOL.get();
    }

    /** {@return where it is, with the user in it} */
    public static String url() {
        return URL.join();
    }

    private static String start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start()
                    .getJdbcUrl("postgres", "postgres");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
