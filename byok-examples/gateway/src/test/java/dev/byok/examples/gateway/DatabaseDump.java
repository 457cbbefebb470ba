package dev.byok.examples.gateway;

import dev.byok.testkit.LeakGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a running gateway has on its disk. */
final class DatabaseDump {

    private DatabaseDump() {}

    /** Searches every file as it is, and every table as SQL, for keys in any encoding. Returns the SQL. */
    static String searched(Path home) throws IOException, SQLException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                LeakGuard.saw("the file " + file.getFileName(), Files.readAllBytes(file));
            }
        }
        String sql = sql(home);
        LeakGuard.saw("the tables", sql);
        LeakGuard.check();
        return sql;
    }

    /** In the JVM of the gateway, so that it is the same database, as it is now. */
    private static String sql(Path home) throws SQLException {
        StringBuilder sql = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("byok"));
                Statement statement = connection.createStatement()) {
            for (String command : List.of("CHECKPOINT SYNC", "SCRIPT")) {
                if (statement.execute(command)) {
                    append(sql, statement.getResultSet());
                }
            }
        }
        return sql.toString();
    }

    private static void append(StringBuilder sql, ResultSet lines) throws SQLException {
        while (lines.next()) {
            sql.append(lines.getString(1)).append('\n');
        }
    }
}
