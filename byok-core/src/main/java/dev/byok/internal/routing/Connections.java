package dev.byok.internal.routing;

import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The providers that a call could use when it names none, the tenant's first one first. */
final class Connections {

    private static final List<String> PREFERRED = List.of("azure-openai", "anthropic", "openai");

    private final ProviderCatalog providers;
    private final PlatformRoutes platform;

    Connections(ProviderCatalog providers, PlatformRoutes platform) {
        this.providers = providers;
        this.platform = platform;
    }

    /**
     * A provider, and the key that its calls use.
     *
     * @param provider the provider
     * @param row the tenant's default row; null for a key that came with the call or is the application's
     */
    record Connection(Provider provider, @Nullable StoredCredential row) {}

    /** {@return providers with a key of the tenant's own in the order of priority, then those that the application serves} */
    List<Connection> of(Planning planning) {
        List<Connection> found = new ArrayList<>();
        for (ProviderCredential passed : planning.request().passed()) {
            add(planning, found, passed.provider(), true);
        }
        Predicate<String> own = provider -> planning.defaultOf(provider) != null;
        inOrder(planning, found, own);
        inOrder(planning, found, provider -> platform.standsIn(planning, provider));
        for (ProviderInfo info : providers.infos()) {
            add(planning, found, info.id(), platform.standsIn(planning, info.id()));
        }
        return found;
    }

    private void inOrder(Planning planning, List<Connection> found, Predicate<String> usable) {
        List<String> priority = planning.settings().providerPriority();
        for (String name : priority.isEmpty() ? PREFERRED : priority) {
            add(planning, found, name, usable);
        }
        for (StoredCredential row : planning.rows().rows()) {
            add(planning, found, row.provider(), usable);
        }
    }

    private void add(Planning planning, List<Connection> found, String name, Predicate<String> usable) {
        Optional<Provider> provider = providers.find(name);
        if (provider.isPresent()) {
            String id = provider.get().info().id();
            add(planning, found, id, usable.test(id));
        }
    }

    private void add(Planning planning, List<Connection> found, String id, boolean usable) {
        if (!usable) {
            return;
        }
        Provider provider = providers.find(id).orElse(null);
        if (provider == null || contains(found, provider)) {
            return;
        }
        ProviderInfo info = provider.info();
        if (info.capabilities().contains(planning.request().capability()) && !planning.switchedOff(info)) {
            boolean passed = planning.request().passedFor(id) != null;
            found.add(new Connection(provider, passed ? null : planning.defaultOf(id)));
        }
    }

    private static boolean contains(List<Connection> found, Provider provider) {
        for (Connection connection : found) {
            if (connection.provider() == provider) {
                return true;
            }
        }
        return false;
    }
}
