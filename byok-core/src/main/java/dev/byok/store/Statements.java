package dev.byok.store;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs prepared statements. Values are always bound, never part of a text. */
final class Statements {

    private Statements() {}

    /** Reads a row of a result. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** {@return how many rows each of the executions changed} */
    static int[] batch(Connection connection, String sql, List<@Nullable Object[]> values) throws SQLException {
        if (values.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] one : values) {
                bind(statement, one);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (BatchUpdateException failure) {
            // drivers differ in what they copy from the failure that it is about
            throw failure.getCause() instanceof SQLException cause ? cause : failure;
        }
    }

    static <T> List<T> query(Connection connection, String sql, Reader<T> reader, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        }
    }

    static <T> Optional<T> first(Connection connection, String sql, Reader<T> reader, @Nullable Object... values)
            throws SQLException {
        return query(connection, sql, reader, values).stream().findFirst();
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int at = 0; at < values.length; at++) {
            Object value = values[at];
            if (value == null) {
                statement.setNull(at + 1, Types.NULL);
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(at + 1, bytes);
            } else if (value instanceof String[] texts) {
                statement.setArray(at + 1, statement.getConnection().createArrayOf("text", texts));
            } else {
                statement.setObject(at + 1, value);
            }
        }
    }
}
