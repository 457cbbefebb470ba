package dev.byok.store;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.credential.SecretAccess;
import dev.byok.spi.KeySealer;
import dev.byok.spi.KeyStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Nodes with one database and different keysets. None of them caches. */
final class SealingNodes implements AutoCloseable {

    static final String OLD = "old";
    static final String NEW = "new";
    static final String KEY = "FAKE-key-0123456789-";

    final DataSource source;
    final JdbcKeyStore store;
    private final List<ByokClient> nodes = new ArrayList<>();

    private SealingNodes(DataSource source, JdbcKeyStore store) {
        this.source = source;
        this.store = store;
    }

    /** Begins with empty tables. */
    static SealingNodes on(Database database) throws SQLException {
        DataSource source = database.pool();
        JdbcKeyStore store =
                JdbcKeyStore.builder(source).withoutListening().build().migrate();
        Tables.empty(source);
        return new SealingNodes(source, store);
    }

    /** {@return a node that has not heard of the new key's promotion} */
    ByokClient before() {
        return node(new RingSealer(OLD, NEW), store);
    }

    /** {@return a node that seals with the new key and still opens with the old one} */
    ByokClient after() {
        return node(new RingSealer(NEW, OLD), store);
    }

    ByokClient node(KeySealer sealer, KeyStore over) {
        ByokClient node = ByokClient.builder()
                .provider(new NotesVendor())
                .keyStore(over)
                .sealer(sealer)
                .cache(10, Duration.ZERO)
                .build();
        nodes.add(node);
        return node;
    }

    static String connect(ByokClient node, String tenant, String label, String key) {
        return node.tenant(tenant)
                .credentials()
                .connect(CredentialInput.of(NotesVendor.ID).label(label).fields(secrets(key)))
                .id();
    }

    static CredentialView rotate(ByokClient node, String tenant, String id, String key) {
        return node.tenant(tenant).credentials().rotate(id, secrets(key));
    }

    /** {@return what a call of the tenant would be sent with} */
    static String keyOn(ByokClient node, String tenant, String label) {
        return node.tenant(tenant)
                .withCredential(
                        NotesVendor.ID + "@" + label,
                        credential -> credential.secret("api_key").orElseThrow().reveal(SecretAccess.grant()));
    }

    static Map<String, String> secrets(String key) {
        return Map.of("api_key", KEY + key, "api_secret", KEY + key);
    }

    /** {@return how a call failed} */
    static ByokException failure(Runnable call) {
        try {
            call.run();
        } catch (ByokException failure) {
            return failure;
        }
        throw new AssertionError("it did not fail");
    }

    @Override
    public void close() {
        nodes.forEach(ByokClient::close);
        store.close();
    }
}
