package dev.byok.internal.credential;

import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredCredential;
import dev.byok.testkit.ForwardingKeyStore;
import java.util.List;
import java.util.Optional;

/** A broken store that gives one row to whoever asks. */
final class ForgetfulStore extends ForwardingKeyStore {

    private final StoredCredential row;

    ForgetfulStore(KeyStore store, StoredCredential row) {
        super(store);
        this.row = row;
    }

    @Override
    public List<StoredCredential> list(String tenant) {
        return List.of(row);
    }

    @Override
    public Optional<StoredCredential> find(String tenant, String id) {
        return Optional.of(row);
    }
}
