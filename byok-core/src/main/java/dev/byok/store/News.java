package dev.byok.store;

import dev.byok.spi.StoreListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Changes between nodes, where the database passes them on. */
final class News implements AutoCloseable {

    private final String node = UUID.randomUUID().toString();
    private final Optional<String> tellOthers;
    private final @Nullable DataSource source;
    private final StoreListener listener;
    private @Nullable PostgreSqlListener listening;
    private boolean closed;

    News(Dialect dialect, @Nullable DataSource source, StoreListener listener) {
        this.tellOthers = dialect.tellOthers();
        this.source = source;
        this.listener = listener;
    }

    /** Tells the other nodes as soon as the transaction is committed, and not at all when it is not. */
    void tell(Connection connection, Collection<String> tenants) throws SQLException {
        if (tellOthers.isPresent() && !tenants.isEmpty()) {
            String[] messages = tenants.stream()
                    .map(tenant -> PostgreSqlListener.message(node, tenant))
                    .toArray(String[]::new);
            Statements.query(connection, tellOthers.get(), row -> true, (Object) messages);
        }
    }

    /** Listens from now on, if it does not yet. */
    synchronized void listen() {
        if (tellOthers.isPresent() && source != null && listening == null && !closed) {
            listening = PostgreSqlListener.start(source, node, listener);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (listening != null) {
            listening.close();
        }
    }
}
