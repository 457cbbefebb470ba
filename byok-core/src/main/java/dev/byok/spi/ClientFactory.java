package dev.byok.spi;

import java.util.Optional;

/** Makes typed clients for one credential. Making one does no I/O and starts no thread, and there is nothing to close. */
@FunctionalInterface
public interface ClientFactory {

    /**
     * {@return a client that uses the credential, or empty when the provider lacks the capability}
     *
     * @param capability what the client does
     * @param credential an opened credential; the client is usable until the caller closes it
     * @param <C> the client's type
     */
    <C> Optional<C> create(Capability<C> capability, ProviderCredential credential);
}
