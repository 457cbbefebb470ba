package dev.byok.examples.gateway.data;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements that every database understands that the library does: each is a transaction of its own. */
public final class Sql {

    /** The class of SQL states that say that a row of this key is there already. */
    private static final String TAKEN = "23";

    private final DataSource source;

    /**
     * Makes it.
     *
     * @param source the gateway's database
     */
    public Sql(DataSource source) {
        this.source = source;
    }

    /**
     * Reads a row.
     *
     * @param <T> what it is read as
     */
    @FunctionalInterface
    public interface RowReader<T> {

        /**
         * {@return what a row says}
         *
         * @param row the present one
         * @throws SQLException as columns do
         */
        T read(ResultSet row) throws SQLException;
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /**
     * {@return the rows of a query}
     *
     * @param statement the query
     * @param reader reads each row
     * @param parameters in order
     * @param <T> what a row is read as
     */
    public <T> List<T> select(String statement, RowReader<T> reader, @Nullable Object... parameters) {
        return select(0, statement, reader, parameters);
    }

    /**
     * {@return the first rows of a query}
     *
     * @param most how many at most; 0 for all
     * @param statement the query
     * @param reader reads each row
     * @param parameters in order
     * @param <T> what a row is read as
     */
    public <T> List<T> select(int most, String statement, RowReader<T> reader, @Nullable Object... parameters) {
        return run(
                statement,
                query -> {
                    query.setMaxRows(most);
                    List<T> rows = new ArrayList<>();
                    try (ResultSet found = query.executeQuery()) {
                        while (found.next()) {
                            rows.add(reader.read(found));
                        }
                    }
                    return rows;
                },
                parameters);
    }

    /**
     * {@return how many rows a statement changed}
     *
     * @param statement changes rows, or makes a table
     * @param parameters in order
     */
    public int update(String statement, @Nullable Object... parameters) {
        return run(statement, PreparedStatement::executeUpdate, parameters);
    }

    /**
     * Tries to insert a row.
     *
     * @param statement the insertion
     * @param parameters in order
     * @return whether it is there now; no when a row of this key was there before
     */
    public boolean insert(String statement, @Nullable Object... parameters) {
        return run(
                statement,
                insertion -> {
                    try {
                        return insertion.executeUpdate() == 1;
                    } catch (SQLException e) {
                        if (String.valueOf(e.getSQLState()).startsWith(TAKEN)) {
                            return false;
                        }
                        throw e;
                    }
                },
                parameters);
    }

    /**
     * Inserts rows, all or none.
     *
     * @param statement the insertion of one
     * @param rows the parameters of each
     */
    public void insertAll(String statement, List<List<Object>> rows) {
        run(statement, insertion -> {
            Connection connection = insertion.getConnection();
            connection.setAutoCommit(false);
            for (List<Object> row : rows) {
                set(insertion, row.toArray());
                insertion.addBatch();
            }
            insertion.executeBatch();
            connection.commit();
            return rows.size();
        });
    }

    private static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private <T> T run(String text, Work<T> work, @Nullable Object... parameters) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(text)) {
            set(statement, parameters);
            return work.with(statement);
        } catch (SQLException e) {
            throw ByokException.of(ErrorCode.CONFIGURATION, "The database failed with SQL state " + e.getSQLState())
                    .build();
        }
    }
}
