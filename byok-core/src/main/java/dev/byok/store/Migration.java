package dev.byok.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Brings a schema up to date: file by file, each of which notes its number in {@code byok_schema} at its end. */
final class Migration {

    private static final List<String> FILES = List.of("V1__byok_credentials.sql");

    private final Dialect dialect;

    Migration(Dialect dialect) {
        this.dialect = dialect;
    }

    /** {@return the version that the schema has; 0 when there is none} */
    static int version(Connection connection) throws SQLException {
        return Statements.first(connection, "select max(version) from byok_schema", row -> row.getInt(1))
                .orElse(0);
    }

    /** {@return the version that this library wants} */
    static int latest() {
        return FILES.size();
    }

    /** Does what is missing. Every node may call it at once. */
    boolean run(Connection connection) throws SQLException {
        dialect.beforeMigration(connection);
        try {
            Statements.update(
                    connection, "create table if not exists byok_schema (version integer not null primary key)");
            for (int version = version(connection); version < latest(); version++) {
                for (String statement : statements(FILES.get(version))) {
                    Statements.update(connection, statement);
                }
            }
        } catch (SQLException failure) {
            // where nothing locks, another node was faster with the last statement of a file
            throw SqlFailures.isDuplicate(failure)
                    ? new SQLException("another node migrates too", "40001", failure)
                    : failure;
        } finally {
            dialect.afterMigration(connection);
        }
        return true;
    }

    List<String> statements(String file) {
        String path = "/META-INF/byok/schema/" + dialect.folder() + "/" + file;
        try (InputStream resource = Objects.requireNonNull(Migration.class.getResourceAsStream(path), path)) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split(";\\s*\n"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
