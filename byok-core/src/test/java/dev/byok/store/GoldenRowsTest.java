package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.credential.CredentialStatus;
import dev.byok.credential.PrivacyMode;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.StoredTenant;
import dev.byok.spi.TenantSalt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows as released versions wrote them, which every later version reads. The schema of that version is made, its rows are
 * put in, and then the tables are brought up to date. A new version adds its own rows and changes none of these.
 */
@Tag("databases")
class GoldenRowsTest {

    private static final String SERVER_ACCESSIBLE =
            "insert into byok_credential values ('acme', 'tp_1', 'openai', 'Main',"
                    + " 'https://api.openai.com', 'SERVER_ACCESSIBLE', null,"
                    + " '{\"base_url\":\"https://llm.example/v1\",\"note\":\"\\u00e9 \\\"q\\\" \\\\\"}',"
                    + " '{\"api_key\":[\"bks1.QktTAQEAAAABAREiM0TMZYm1s1ez\",\"sk-F\u00b7\u00b7\u00b7cdef\"]}', '287454020', 3,"
                    + " 'INVALID', 'The vendor said no', 1767323045678901, true, false, 4, 1767323045678901, 1767323045678902, 9)";
    private static final String END_TO_END = "insert into byok_credential values ('acme', 'tp_2', 'openai', 'Phone',"
            + " 'https://api.openai.com', 'END_TO_END', 'FAKE-verifier', '{}', '{\"api_key\":[\"bke1.FAKE\",\"\"]}', null,"
            + " 1, 'UNTESTED', null, null, false, true, 0, 1767323045678903, 1767323045678903, 1)";

    @ParameterizedTest
    @ValueSource(strings = {"H2", "POSTGRESQL", "MARIADB"})
    void readsTheRowsOfVersion1(String name) throws SQLException {
        DataSource source = source(name);
        writeVersion1(source);

        JdbcKeyStore store =
                JdbcKeyStore.builder(source).withoutListening().build().migrate();

        List<StoredCredential> rows = store.list("acme");
        assertThat(rows).hasSize(2);
        assertServerAccessible(rows.get(0));
        assertThat(rows.get(1).privacy()).isEqualTo(PrivacyMode.END_TO_END);
        assertThat(rows.get(1).phraseVerifier()).contains("FAKE-verifier");
        assertThat(rows.get(1).connected()).isFalse();
        assertThat(store.findSalt("acme")).contains(TenantSalt.of(salt(), 2));
        assertThat(store.findSettings("acme").map(StoredSettings::json)).contains("{\"a\":1}");
        assertThat(store.findTenant("gone"))
                .contains(new StoredTenant("gone", 1, Optional.of(Instant.parse("2026-01-02T03:04:05.678901Z"))));
        assertThat(store.refusedKeys()).containsExactlyInAnyOrder("11", "12");
    }

    private static void assertServerAccessible(StoredCredential row) {
        assertThat(row.provider()).isEqualTo("openai");
        assertThat(row.label()).isEqualTo("Main");
        assertThat(row.origin()).isEqualTo("https://api.openai.com");
        assertThat(row.privacy()).isEqualTo(PrivacyMode.SERVER_ACCESSIBLE);
        assertThat(row.fields()).isEqualTo(Map.of("base_url", "https://llm.example/v1", "note", "\u00e9 \"q\" \\"));
        assertThat(row.secrets())
                .isEqualTo(Map.of(
                        "api_key", new SealedField("bks1.QktTAQEAAAABAREiM0TMZYm1s1ez", "sk-F\u00b7\u00b7\u00b7cdef")));
        assertThat(row.keyId()).contains("287454020");
        assertThat(row.secretVersion()).isEqualTo(3);
        assertThat(row.status()).isEqualTo(CredentialStatus.INVALID);
        assertThat(row.statusReason()).contains("The vendor said no");
        assertThat(row.testedAt()).contains(Instant.parse("2026-01-02T03:04:05.678901Z"));
        assertThat(row.connected()).isTrue();
        assertThat(row.enabled()).isFalse();
        assertThat(row.preference()).isEqualTo(4);
        assertThat(row.updatedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678902Z"));
        assertThat(row.version()).isEqualTo(9);
    }

    private static DataSource source(String name) throws SQLException {
        if (name.equals("H2")) {
            return H2Databases.fresh();
        }
        DataSource source = Database.valueOf(name).pool();
        Tables.drop(source);
        return source;
    }

    private static void writeVersion1(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Dialect dialect = Dialect.of(connection.getMetaData()).orElseThrow();
            List<String> schema = new Migration(dialect).statements("V1__byok_credentials.sql");
            // MariaDB takes a backslash in a text for the beginning of an escape
            Stream<String> rows = Stream.of(SERVER_ACCESSIBLE, END_TO_END)
                    .map(row -> dialect.folder().equals("mariadb") ? row.replace("\\", "\\\\") : row);
            Stream<String> others = Stream.of(
                    "insert into byok_tenant values ('acme', 2, null)",
                    "insert into byok_tenant values ('gone', 1, 1767323045678901)",
                    "insert into byok_tenant_settings values ('acme', '{\"a\":1}', 1767323045678901, 5)",
                    "update byok_key_fence set refused = '11,12'");
            for (String sql :
                    Stream.of(schema.stream(), rows, others).flatMap(all -> all).toList()) {
                Statements.update(connection, sql);
            }
            Statements.update(connection, "insert into byok_tenant_salt values ('acme', 2, ?)", (Object) salt());
        }
    }

    private static byte[] salt() {
        byte[] salt = new byte[TenantSalt.BYTES];
        IntStream.range(0, salt.length).forEach(at -> salt[at] = (byte) (at * 9));
        return salt;
    }
}
