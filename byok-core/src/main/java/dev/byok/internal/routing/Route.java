package dev.byok.internal.routing;

import dev.byok.routing.KeySource;
import dev.byok.spi.Provider;
import dev.byok.spi.StoredCredential;
import org.jspecify.annotations.Nullable;

/**
 * One way to serve a call: a provider, its model, and the key.
 *
 * @param provider the provider
 * @param model the vendor's model id
 * @param row the tenant's sealed key; null for a key of the application
 */
record Route(Provider provider, String model, @Nullable StoredCredential row) {

    /** {@return whose key it is} */
    KeySource source() {
        return row == null ? KeySource.PLATFORM : KeySource.OWN_KEY;
    }

    /** {@return the stored row's id; null for a key of the application} */
    @Nullable
    String credentialId() {
        return row == null ? null : row.id();
    }
}
