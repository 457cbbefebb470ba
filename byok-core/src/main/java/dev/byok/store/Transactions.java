package dev.byok.store;

import dev.byok.ByokException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Borrows connections, and gives them back as they came: without a transaction, and with auto-commit as it was. A write
 * is done as a whole or not at all; one that lost against another transaction is tried again.
 */
final class Transactions {

    private static final int ATTEMPTS = 12;

    private final DataSource source;

    Transactions(DataSource source) {
        this.source = source;
    }

    /** What is done with a connection. May be done several times, as long as it did not succeed. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Reads with one statement, or with several that need not agree. */
    <T> T read(String what, Work<T> work) {
        return tried(what, work, false);
    }

    <T> T write(String what, Work<T> work) {
        return tried(what, work, true);
    }

    private <T> T tried(String what, Work<T> work, boolean writes) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work, writes);
            } catch (SQLException failure) {
                if (attempt == ATTEMPTS || !SqlFailures.isLostRace(failure)) {
                    throw SqlFailures.of(what, failure);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextLong(1L << attempt)));
            } catch (ByokException refused) {
                throw refused;
            } catch (RuntimeException failure) {
                throw SqlFailures.of(what, failure);
            }
        }
    }

    private <T> T once(Work<T> work, boolean writes) throws SQLException {
        Connection connection = source.getConnection();
        try {
            boolean autoCommit = connection.getAutoCommit();
            if (writes && autoCommit) {
                connection.setAutoCommit(false);
            }
            boolean done = false;
            try {
                T result = work.on(connection);
                if (writes) {
                    connection.commit();
                } else if (!autoCommit) {
                    connection.rollback();
                }
                done = true;
                return result;
            } finally {
                restore(connection, done, writes && autoCommit);
            }
        } finally {
            close(connection);
        }
    }

    // turning auto-commit on commits what is open, so a connection that cannot roll back is of no use to anybody
    private static void restore(Connection connection, boolean done, boolean autoCommit) {
        try {
            if (!done && !connection.getAutoCommit()) {
                connection.rollback();
            }
            if (autoCommit) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException broken) {
            abort(connection);
        }
    }

    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException alreadyGone) {
            // nothing is left to end
        }
    }

    // what was committed stays so, whatever closing says
    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            // nothing is left to end
        }
    }
}
