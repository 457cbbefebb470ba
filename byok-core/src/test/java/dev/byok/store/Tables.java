package dev.byok.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The tables of a database that tests share. */
final class Tables {

    static final List<String> NAMES = List.of(
            "byok_credential",
            "byok_tenant_settings",
            "byok_tenant_salt",
            "byok_tenant",
            "byok_schema",
            "byok_key_fence");

    private Tables() {}

    /** Removes what an earlier test left. */
    static void empty(DataSource source) throws SQLException {
        for (String table : NAMES.subList(0, 4)) {
            run(source, "delete from " + table);
        }
        run(source, "update byok_key_fence set refused = ''");
    }

    static void drop(DataSource source) throws SQLException {
        for (String table : NAMES) {
            run(source, "drop table if exists " + table);
        }
    }

    static void run(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
