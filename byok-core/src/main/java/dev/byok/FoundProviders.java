package dev.byok;

import dev.byok.spi.Provider;
import dev.byok.spi.ProviderSource;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The providers of a client that was given none. */
final class FoundProviders {

    private FoundProviders() {}

    /**
     * {@return the providers that were given, else those that {@link ServiceLoader} finds}
     *
     * @param opened gets the sources that were found, which the client closes
     */
    static List<Provider> unlessGiven(List<Provider> given, List<ProviderSource> opened) {
        if (!given.isEmpty()) {
            return List.copyOf(given);
        }
        List<Provider> all = new ArrayList<>();
        for (ProviderSource source : ServiceLoader.load(ProviderSource.class)) {
            opened.add(source);
            all.addAll(source.providers());
        }
        if (all.isEmpty()) {
            throw ByokException.of(ErrorCode.CONFIGURATION, "the client has no providers")
                    .hint("add byok-providers to the class path, or call providers(…)")
                    .build();
        }
        return all;
    }
}
