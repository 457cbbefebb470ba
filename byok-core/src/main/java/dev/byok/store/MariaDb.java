package dev.byok.store;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** MariaDB and MySQL, which differ in the name of the collation that compares byte by byte. */
final class MariaDb implements Dialect {

    // named locks belong to the server, not to the database
    private static final String LOCK_NAME = "concat('byok.', md5(database()))";
    private static final int LOCK_SECONDS = 60;

    private final String folder;

    private MariaDb(String folder) {
        this.folder = folder;
    }

    static MariaDb mariaDb() {
        return new MariaDb("mariadb");
    }

    static MariaDb mySql() {
        return new MariaDb("mysql");
    }

    @Override
    public String folder() {
        return folder;
    }

    /** Not {@code insert ignore}: that cuts off what is too long. */
    @Override
    public String sharedLock() {
        return " lock in share mode";
    }

    @Override
    public String addTenant() {
        return "insert into byok_tenant (tenant, generation) values (?, 0) on duplicate key update tenant = tenant";
    }

    @Override
    public void beforeMigration(Connection connection) throws SQLException {
        List<Integer> locked = Statements.query(
                connection, "select get_lock(" + LOCK_NAME + ", ?)", row -> row.getInt(1), LOCK_SECONDS);
        if (!locked.equals(List.of(1))) {
            throw ByokException.of(
                            ErrorCode.CONFIGURATION,
                            "Another node has been changing the key store's schema for " + LOCK_SECONDS + " seconds")
                    .hint("look for a migration that hangs, then start again")
                    .build();
        }
    }

    @Override
    public void afterMigration(Connection connection) throws SQLException {
        Statements.query(connection, "select release_lock(" + LOCK_NAME + ")", row -> row.getInt(1));
    }
}
