package dev.byok.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What differs between databases. The statements that are not here are the same everywhere. */
interface Dialect {

    /** {@return the folder of its schema} */
    String folder();

    /** {@return a statement that adds a tenant, and does nothing when it is there} */
    String addTenant();

    /** {@return what makes a select lock its row against changes, and not against others that do the same} */
    String sharedLock();

    /** {@return a statement that tells other nodes an array of messages once the transaction is committed} */
    default Optional<String> tellOthers() {
        return Optional.empty();
    }

    /** Lets one node at a time go on, until {@link #afterMigration}. */
    void beforeMigration(Connection connection) throws SQLException;

    /** Lets the next node go on. */
    void afterMigration(Connection connection) throws SQLException;

    /** {@return the dialect of a database, when it is a known one} */
    static Optional<Dialect> of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName().toLowerCase(Locale.ROOT);
        // MySQL's driver calls a MariaDB MySQL, and says what it is only in the version
        String all = product + " " + database.getDatabaseProductVersion().toLowerCase(Locale.ROOT);
        return List.of(new PostgreSql(), MariaDb.mariaDb(), MariaDb.mySql(), new H2()).stream()
                .map(Dialect.class::cast)
                .filter(dialect -> (dialect.folder().equals("mariadb") ? all : product).contains(dialect.folder()))
                .findFirst();
    }
}
