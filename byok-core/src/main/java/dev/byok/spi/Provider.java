package dev.byok.spi;

import java.util.Map;

/**
 * One provider: facts, a live check, and typed clients. Implementations are thread-safe and hold no key.
 *
 * <p>Most vendors need no implementation of this: describe them with the vendor modules of {@code byok-providers}.
 */
public interface Provider {

    /** {@return what it is; the same value for ever} */
    ProviderInfo info();

    /**
     * Tells where a credential with these fields is sent. The origin is sealed with the key: a row that is pointed
     * elsewhere does not open.
     *
     * @param fields the values of the fields that are not secret
     * @return the endpoint
     * @throws dev.byok.ByokException {@code ENDPOINT_NOT_ALLOWED} when a base URL is malformed or refused by the
     *     endpoint policy; {@code INVALID_FIELDS} when fields contradict each other
     */
    Endpoint endpoint(Map<String, String> fields);

    /**
     * Checks and completes the fields of a credential that is about to be saved or asked about, as far as the schema alone
     * cannot: for example the project that a service account belongs to. Asks nobody.
     *
     * @param credential checked against the schema; in an edit it has the secrets that are new only
     * @return the fields to keep, of those that are not secret: those given, unless some are added or brought into form
     * @throws dev.byok.ByokException {@code INVALID_FIELDS} with every fault
     */
    default Map<String, String> complete(ProviderCredential credential) {
        return credential.fields();
    }

    /** {@return the live check, or one of shape only where the vendor has none that is free} */
    CredentialValidator validator();

    /** {@return what makes clients for one credential} */
    ClientFactory clients();
}
