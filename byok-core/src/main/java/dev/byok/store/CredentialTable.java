package dev.byok.store;

import dev.byok.credential.CredentialStatus;
import dev.byok.credential.PrivacyMode;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.store.JsonText.Pair;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements about credentials. Each is about one tenant, but the second half of a scan. */
final class CredentialTable {

    private static final String VALUES = "provider, label, origin, privacy, phrase_verifier, fields, secrets,"
            + " key_id, secret_version, status, status_reason, tested_at_us, connected, enabled, preference, created_at_us,"
            + " updated_at_us, version";
    private static final int VALUE_COUNT = VALUES.split(",").length;
    private static final String SELECT = "select tenant, id, " + VALUES + " from byok_credential where ";
    private static final String INSERT =
            "insert into byok_credential (tenant, id, " + VALUES + ") values (?, ?" + ", ?".repeat(VALUE_COUNT) + ")";
    private static final String UPDATE = "update byok_credential set " + VALUES.replace(",", " = ?,")
            + " = ? where tenant = ? and id = ? and version = ?";
    private static final String COUNT =
            "select count(*) from byok_credential where tenant > ? or tenant = ? and id > ?";
    private static final String DELETE = "delete from byok_credential where tenant = ?";

    private CredentialTable() {}

    static List<StoredCredential> list(Connection connection, String tenant) throws SQLException {
        return Statements.query(
                connection, SELECT + "tenant = ? order by created_at_us, id", CredentialTable::row, tenant);
    }

    static Optional<StoredCredential> find(Connection connection, String tenant, String id) throws SQLException {
        return Statements.first(connection, SELECT + "tenant = ? and id = ?", CredentialTable::row, tenant, id);
    }

    /** {@return the rows after one, at most so many} */
    static List<StoredCredential> after(Connection connection, ScanCursor cursor, int limit) throws SQLException {
        List<StoredCredential> rows = Statements.query(
                connection,
                SELECT + "tenant = ? and id > ? order by id limit ?",
                CredentialTable::row,
                cursor.tenant(),
                cursor.id(),
                limit);
        // two statements, because no one form of this condition uses the index in every database
        if (rows.size() < limit) {
            rows.addAll(Statements.query(
                    connection,
                    SELECT + "tenant > ? order by tenant, id limit ?",
                    CredentialTable::row,
                    cursor.tenant(),
                    limit - rows.size()));
        }
        return rows;
    }

    /** {@return how many rows come after one} */
    static long count(Connection connection, ScanCursor cursor) throws SQLException {
        return Statements.query(connection, COUNT, row -> row.getLong(1), cursor.tenant(), cursor.tenant(), cursor.id())
                .get(0);
    }

    static void insert(Connection connection, StoredCredential row) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[VALUE_COUNT + 2];
        values[0] = row.tenant();
        values[1] = row.id();
        fill(values, 2, row);
        try {
            Statements.update(connection, INSERT, values);
        } catch (SQLException failure) {
            throw refused(failure, row);
        }
    }

    /** {@return false when the row is gone or has another version} */
    static boolean replace(Connection connection, StoredCredential current, StoredCredential next) throws SQLException {
        try {
            return Statements.update(connection, UPDATE, replacing(current, next)) == 1;
        } catch (SQLException failure) {
            throw refused(failure, next);
        }
    }

    /** {@return for each, whether its row was there in the version that was read} */
    static List<Boolean> replaceAll(Connection connection, List<Replacement> replacements) throws SQLException {
        List<@Nullable Object[]> values = new ArrayList<>(replacements.size());
        replacements.forEach(replacement -> values.add(replacing(replacement.current(), replacement.next())));
        List<Boolean> made = new ArrayList<>(replacements.size());
        try {
            for (int count : Statements.batch(connection, UPDATE, values)) {
                // a driver that counts nothing in a batch: then one by one
                if (count < 0) {
                    throw StoreFailures.rowChanged(replacements.get(0).current());
                }
                made.add(count == 1);
            }
        } catch (SQLException failure) {
            throw refused(failure, replacements.get(0).next());
        }
        return made;
    }

    private static @Nullable Object[] replacing(StoredCredential current, StoredCredential next) {
        @Nullable Object[] values = new @Nullable Object[VALUE_COUNT + 3];
        fill(values, 0, next);
        values[VALUE_COUNT] = current.tenant();
        values[VALUE_COUNT + 1] = current.id();
        values[VALUE_COUNT + 2] = current.version();
        return values;
    }

    static boolean delete(Connection connection, String tenant, String id) throws SQLException {
        return Statements.update(connection, DELETE + " and id = ?", tenant, id) == 1;
    }

    static boolean delete(Connection connection, StoredCredential current) throws SQLException {
        return Statements.update(
                        connection,
                        DELETE + " and id = ? and version = ?",
                        current.tenant(),
                        current.id(),
                        current.version())
                == 1;
    }

    static int deleteAll(Connection connection, String tenant) throws SQLException {
        return Statements.update(connection, DELETE, tenant);
    }

    private static SQLException refused(SQLException failure, StoredCredential row) {
        if (!SqlFailures.isDuplicate(failure)) {
            return failure;
        }
        throw SqlFailures.isAboutLabels(failure) ? StoreFailures.labelTaken(row) : StoreFailures.rowExists(row);
    }

    // in the order of VALUES
    private static void fill(@Nullable Object[] values, int from, StoredCredential row) {
        Map<String, Pair> secrets = new LinkedHashMap<>();
        row.secrets().forEach((field, secret) -> secrets.put(field, new Pair(secret.sealed(), secret.mask())));
        int at = from;
        values[at++] = row.provider();
        values[at++] = row.label();
        values[at++] = row.origin();
        values[at++] = row.privacy().name();
        values[at++] = row.phraseVerifier().orElse(null);
        values[at++] = JsonText.ofTexts(row.fields());
        values[at++] = JsonText.ofPairs(secrets);
        values[at++] = row.keyId().orElse(null);
        values[at++] = row.secretVersion();
        values[at++] = row.status().name();
        values[at++] = row.statusReason().orElse(null);
        values[at++] = Micros.orNull(row.testedAt());
        values[at++] = row.connected();
        values[at++] = row.enabled();
        values[at++] = row.preference();
        values[at++] = Micros.of(row.createdAt());
        values[at++] = Micros.of(row.updatedAt());
        values[at] = row.version();
    }

    private static StoredCredential row(ResultSet row) throws SQLException {
        StoredCredential.Builder builder = StoredCredential.builder(row.getString("tenant"), row.getString("id"))
                .provider(row.getString("provider"))
                .label(row.getString("label"))
                .origin(row.getString("origin"))
                .privacy(privacy(row), row.getString("phrase_verifier"))
                .keyId(row.getString("key_id"))
                .secretVersion(row.getLong("secret_version"))
                .status(status(row), row.getString("status_reason"), Micros.readOrNull(row, "tested_at_us"))
                .connected(row.getBoolean("connected"))
                .enabled(row.getBoolean("enabled"))
                .preference(row.getLong("preference"))
                .createdAt(Micros.read(row, "created_at_us"))
                .updatedAt(Micros.read(row, "updated_at_us"))
                .version(row.getLong("version"));
        return readTexts(builder, row.getString("fields"), row.getString("secrets"))
                .build();
    }

    /** A row that somebody damaged must not hide the tenant's other ones: it is there, and does not open. */
    private static StoredCredential.Builder readTexts(StoredCredential.Builder row, String fields, String secrets) {
        try {
            Map<String, SealedField> sealed = new LinkedHashMap<>();
            JsonText.pairs(secrets)
                    .forEach((field, pair) -> sealed.put(field, new SealedField(pair.first(), pair.second())));
            return row.secrets(sealed).fields(JsonText.texts(fields));
        } catch (IllegalArgumentException damaged) {
            return row.secrets(Map.of("damaged", new SealedField("damaged", "")))
                    .status(CredentialStatus.UNDECRYPTABLE, "its row in the database is damaged", null);
        }
    }

    // a mode that this version does not know is one in which it opens nothing
    private static PrivacyMode privacy(ResultSet row) throws SQLException {
        return row.getString("privacy").equals(PrivacyMode.SERVER_ACCESSIBLE.name())
                ? PrivacyMode.SERVER_ACCESSIBLE
                : PrivacyMode.END_TO_END;
    }

    // a node of a later version may know more
    private static CredentialStatus status(ResultSet row) throws SQLException {
        try {
            return CredentialStatus.valueOf(row.getString("status"));
        } catch (IllegalArgumentException unknown) {
            return CredentialStatus.UNTESTED;
        }
    }
}
