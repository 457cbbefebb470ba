package dev.byok.store;

import dev.byok.spi.StoreListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of the changes that other nodes make, on a connection and a thread of its own. Each time it begins to listen it
 * says that anything may have changed, because nobody kept what was told before.
 */
final class PostgreSqlListener implements AutoCloseable {

    static final String CHANNEL = "byok_change";

    private static final Logger LOG = LoggerFactory.getLogger(PostgreSqlListener.class);

    // a connection that a firewall forgot gives no error: it is asked whether it lives when nothing came for so long
    private static final int WAIT_MILLIS = 10_000;
    private static final int ANSWER_SECONDS = 5;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final int LONGEST_PAUSE_DOUBLINGS = 6;

    private final DataSource source;
    private final String ownPrefix;
    private final StoreListener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection listening;

    private PostgreSqlListener(DataSource source, String node, StoreListener listener) {
        this.source = source;
        this.ownPrefix = node + ":";
        this.listener = listener;
    }

    /**
     * {@return a listener that has begun}
     *
     * @param source where its connection comes from
     * @param node what this node puts before its own messages, which are not passed on
     * @param listener hears of the others'
     */
    static PostgreSqlListener start(DataSource source, String node, StoreListener listener) {
        PostgreSqlListener started = new PostgreSqlListener(source, node, listener);
        Thread thread = new Thread(started::run, "byok-store-listener");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    /** {@return what a node tells the others} */
    static String message(String node, String tenant) {
        return node + ":" + tenant;
    }

    /** Ends listening. Does not wait for the thread, which may be inside a listener. */
    @Override
    public void close() {
        closed.countDown();
        Connection connection = listening;
        if (connection != null) {
            Transactions.abort(connection);
        }
    }

    private void run() {
        for (int failures = 0; !isClosed(); failures++) {
            boolean[] began = new boolean[1];
            try {
                listen(began);
            } catch (ReflectiveOperationException otherDriver) {
                LOG.warn("not a connection of PostgreSQL's own driver: changes by other nodes are seen when cached rows"
                        + " expire");
                return;
            } catch (SQLException | RuntimeException failure) {
                failures = began[0] ? 0 : failures;
                report(failure, failures);
            }
            pause(failures);
        }
    }

    private void listen(boolean[] began) throws SQLException, ReflectiveOperationException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(true);
            PgNotifications notifications = PgNotifications.of(connection);
            listening = connection;
            Statements.update(connection, "listen " + CHANNEL);
            began[0] = true;
            listener.anythingChanged();
            while (!isClosed()) {
                receive(connection, notifications);
            }
        } finally {
            listening = null;
            // never back into a pool: it would go on listening for somebody else
            Transactions.abort(connection);
            Transactions.close(connection);
        }
    }

    private void receive(Connection connection, PgNotifications notifications)
            throws SQLException, ReflectiveOperationException {
        boolean nothing = true;
        for (String message : notifications.next(WAIT_MILLIS)) {
            nothing = false;
            if (!message.startsWith(ownPrefix)) {
                listener.tenantChanged(message.substring(message.indexOf(':') + 1));
            }
        }
        if (nothing && !connection.isValid(ANSWER_SECONDS)) {
            throw new SQLException("the connection gives no answer", "08006");
        }
    }

    private void report(Exception failure, int failures) {
        if (failures == 0 && !isClosed()) {
            LOG.info(
                    "lost the connection that hears of other nodes' changes ({}): connecting again",
                    failure instanceof SQLException known
                            ? known.getSQLState()
                            : failure.getClass().getName());
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause(int failures) {
        try {
            long millis = FIRST_PAUSE_MILLIS << Math.min(failures, LONGEST_PAUSE_DOUBLINGS);
            boolean ended = closed.await(millis, TimeUnit.MILLISECONDS);
            LOG.trace("listening again: {}", !ended);
        } catch (InterruptedException ending) {
            closed.countDown();
        }
    }
}
