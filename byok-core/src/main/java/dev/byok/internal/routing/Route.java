package dev.byok.internal.routing;

import dev.byok.routing.KeySource;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import org.jspecify.annotations.Nullable;

/**
 * One way to serve a call: a provider, its model, and the key. Without a row and a passed key it is the application's.
 *
 * @param provider the provider
 * @param model the vendor's model id
 * @param row the tenant's sealed key
 * @param passed the tenant's key that came with the call
 * @param quotaGroup what stands for all keys of the same account; null when the key stands for itself
 */
record Route(
        Provider provider,
        String model,
        @Nullable StoredCredential row,
        @Nullable ProviderCredential passed,
        @Nullable String quotaGroup) {

    /** A route with a stored key, or with the application's. */
    Route(Provider provider, String model, @Nullable StoredCredential row) {
        this(provider, model, row, null, null);
    }

    /** {@return whose key it is} */
    KeySource source() {
        return row == null && passed == null ? KeySource.PLATFORM : KeySource.OWN_KEY;
    }

    /** {@return the stored row's id; null for a key of the application or one that came with the call} */
    @Nullable
    String credentialId() {
        return row == null ? null : row.id();
    }
}
