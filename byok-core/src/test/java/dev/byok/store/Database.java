package dev.byok.store;

import dev.byok.testkit.MariaDbServer;
import dev.byok.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The real databases that tests run on. */
enum Database {
    POSTGRESQL("select pg_backend_pid()", "select pg_terminate_backend(%d)"),
    MARIADB("select connection_id()", "kill %d");

    private final String whoAmI;
    private final String kill;

    Database(String whoAmI, String kill) {
        this.whoAmI = whoAmI;
        this.kill = kill;
    }

    DataSource source() {
        return this == POSTGRESQL ? PostgresServer.source() : MariaDbServer.source();
    }

    DataSource pool() {
        return this == POSTGRESQL ? PostgresServer.pool() : MariaDbServer.pool();
    }

    /** Ends the server's side of a connection. */
    void kill(Connection connection) throws SQLException {
        List<Long> id = Statements.query(connection, whoAmI, row -> row.getLong(1));
        Tables.run(pool(), String.format(kill, id.get(0)));
    }
}
