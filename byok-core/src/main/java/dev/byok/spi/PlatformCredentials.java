package dev.byok.spi;

import java.util.Optional;

/**
 * The application's own keys, for tenants without one, as far as {@link dev.byok.routing.PlatformFallback} allows. They
 * are never sent to an endpoint that a tenant or a call named. Thread-safe; {@link PlatformKeys} keeps a few in memory.
 */
public interface PlatformCredentials {

    /**
     * {@return whether there is a key for a tenant's call; asked for every call, so it must be quick}
     *
     * @param tenant whose call it is
     * @param provider the provider's id
     */
    boolean has(String tenant, String provider);

    /**
     * {@return the key, opened for one call; the library closes it. Empty when there is none after all}
     *
     * @param tenant whose call it is
     * @param provider the provider's id
     */
    Optional<ProviderCredential> open(String tenant, String provider);
}
