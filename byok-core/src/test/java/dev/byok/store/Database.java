package dev.byok.store;

import dev.byok.testkit.MariaDbServer;
import dev.byok.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** The real databases that tests run on. */
enum Database {
    POSTGRESQL("select pg_backend_pid()", "select pg_terminate_backend(%d)", "select pid from pg_stat_activity"),
    MARIADB("select connection_id()", "kill %d", "select id from information_schema.processlist");

    private final String whoAmI;
    private final String kill;
    private final String all;

    Database(String whoAmI, String kill, String all) {
        this.whoAmI = whoAmI;
        this.kill = kill;
        this.all = all;
    }

    DataSource source() {
        return this == POSTGRESQL ? PostgresServer.source() : MariaDbServer.source();
    }

    DataSource pool() {
        return this == POSTGRESQL ? PostgresServer.pool() : MariaDbServer.pool();
    }

    /** {@return the server's number of a connection} */
    long id(Connection connection) throws SQLException {
        return Statements.query(connection, whoAmI, row -> row.getLong(1)).get(0);
    }

    /** Ends the server's side of a connection. */
    void kill(Connection connection) throws SQLException {
        Tables.run(pool(), String.format(kill, id(connection)));
    }

    /** {@return whether the server still has one of these connections} */
    boolean hasAny(List<Long> ids) throws SQLException {
        try (Connection connection = pool().getConnection()) {
            Set<Long> open = new HashSet<>(Statements.query(connection, all, row -> row.getLong(1)));
            open.retainAll(ids);
            return !open.isEmpty();
        }
    }
}
