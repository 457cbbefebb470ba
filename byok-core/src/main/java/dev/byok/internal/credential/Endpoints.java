package dev.byok.internal.credential;

import dev.byok.spi.Endpoint;
import dev.byok.spi.Provider;
import java.util.Map;

/** Asks a provider where a credential is sent. */
final class Endpoints {

    private Endpoints() {}

    static Endpoint of(Provider provider, Map<String, String> fields) {
        String id = provider.info().id();
        try {
            return provider.endpoint(fields);
        } catch (RuntimeException failure) {
            throw Failures.of("The endpoint of " + id, failure, id, null);
        }
    }
}
