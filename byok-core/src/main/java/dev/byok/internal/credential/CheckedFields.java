package dev.byok.internal.credential;

import dev.byok.credential.Secret;
import java.util.Map;

/**
 * Values that keep the rules of a schema.
 *
 * @param fields all values that are not secret, stored ones that stay included
 * @param secrets the new secrets
 */
record CheckedFields(Map<String, String> fields, Map<String, NewSecret> secrets) implements AutoCloseable {

    /** A cleaned secret and what may be shown of it. */
    record NewSecret(Secret secret, String mask) {}

    /** Wipes the new secrets. */
    @Override
    public void close() {
        secrets.values().forEach(fresh -> fresh.secret().close());
    }
}
