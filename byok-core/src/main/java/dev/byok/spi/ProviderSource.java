package dev.byok.spi;

import java.util.List;

/**
 * Where a client gets its providers. Found by {@link java.util.ServiceLoader} only when the client's builder was given
 * none; then the client closes it, else whoever made it does.
 */
public interface ProviderSource extends AutoCloseable {

    /** {@return the providers, with distinct ids and aliases} */
    List<Provider> providers();

    /** Releases what the providers share, such as idle connections. Running calls end first. */
    @Override
    void close();
}
