package dev.byok.internal.routing;

import dev.byok.routing.KeySource;
import dev.byok.spi.Provider;
import dev.byok.spi.StoredCredential;

/**
 * One way to serve a call: a provider, its model, and the key.
 *
 * @param provider the provider
 * @param model the vendor's model id
 * @param row the sealed key
 * @param source whose key it is
 */
record Route(Provider provider, String model, StoredCredential row, KeySource source) {}
