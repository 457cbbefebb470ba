package dev.byok.store;

import dev.byok.spi.StoredCredential;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The master keys that seal nothing any more: one row of one table. Whoever writes a sealed text holds the row shared until
 * the transaction ends, and whoever refuses a key holds it alone: so no write that saw the old list is open when the new
 * one counts.
 */
final class KeyFence {

    private static final String SELECT = "select refused from byok_key_fence where id = 1";
    private static final String SEPARATOR = ",";

    private KeyFence() {}

    /** Refuses to write texts under a refused key. First in a transaction, so that all lock in the same order. */
    static void pass(Connection connection, Dialect dialect, Set<String> keyIds) throws SQLException {
        if (keyIds.isEmpty()) {
            return;
        }
        Set<String> refused = read(connection, SELECT + dialect.sharedLock());
        for (String keyId : keyIds) {
            if (refused.contains(keyId)) {
                throw StoreFailures.refusedKey(keyId);
            }
        }
    }

    static Set<String> refused(Connection connection) throws SQLException {
        return read(connection, SELECT);
    }

    static void refuse(Connection connection, String keyId) throws SQLException {
        Set<String> refused = read(connection, SELECT + " for update");
        if (refused.add(keyId)) {
            Statements.update(
                    connection, "update byok_key_fence set refused = ? where id = 1", String.join(SEPARATOR, refused));
        }
    }

    /** {@return the key of a row that is about to be written; none when it brings no new secrets} */
    static Set<String> keyOf(StoredCredential current, StoredCredential next) {
        return next.secrets().equals(current.secrets()) ? Set.of() : keyOf(next);
    }

    static Set<String> keyOf(StoredCredential row) {
        return row.keyId().map(Set::of).orElse(Set.of());
    }

    private static Set<String> read(Connection connection, String sql) throws SQLException {
        String list = Statements.first(connection, sql, row -> row.getString("refused"))
                .orElse("");
        return Arrays.stream(list.split(SEPARATOR))
                .filter(keyId -> !keyId.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
