package dev.byok.internal.credential;

import dev.byok.credential.Secret;
import java.util.Map;
import java.util.Set;

/**
 * Values that keep the rules of a schema.
 *
 * @param fields all values that are not secret, stored ones that stay included
 * @param secrets the new secrets
 * @param removedSecrets stored secrets that shall go
 */
record CheckedFields(Map<String, String> fields, Map<String, NewSecret> secrets, Set<String> removedSecrets)
        implements AutoCloseable {

    /** A cleaned secret and what may be shown of it. */
    record NewSecret(Secret secret, String mask) {}

    /** {@return whether every stored secret stays as it is and none is new} */
    boolean changesNoSecret() {
        return secrets.isEmpty() && removedSecrets.isEmpty();
    }

    /** Wipes the new secrets. */
    @Override
    public void close() {
        secrets.values().forEach(fresh -> fresh.secret().close());
    }
}
