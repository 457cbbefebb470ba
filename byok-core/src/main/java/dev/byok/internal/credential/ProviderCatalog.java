package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The providers of one client, found by id or alias. Immutable. */
public final class ProviderCatalog {

    /** What is longer may be a key in the wrong field: hardly any key has fewer than 20 characters. */
    private static final int LONGEST_SHOWN = 19;

    private final Map<String, Provider> byName = new HashMap<>();
    private final List<ProviderInfo> infos;

    /**
     * Makes a catalogue.
     *
     * @param providers with distinct ids and aliases
     * @throws ByokException {@code CONFIGURATION} when two providers share a name
     */
    public ProviderCatalog(Collection<? extends Provider> providers) {
        for (Provider provider : providers) {
            for (String name : names(provider.info())) {
                Provider other = byName.putIfAbsent(name, provider);
                if (other != null) {
                    throw twice(name, other.info(), provider.info());
                }
            }
        }
        infos = providers.stream()
                .map(Provider::info)
                .sorted(Comparator.comparing(ProviderInfo::id))
                .toList();
    }

    /** {@return what every provider is, ordered by id} */
    public List<ProviderInfo> infos() {
        return infos;
    }

    /**
     * {@return the provider of that name, when there is one}
     *
     * @param name id or alias
     */
    public Optional<Provider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * {@return the provider of that name}
     *
     * @param name id or alias
     * @throws ByokException {@code UNSUPPORTED_PROVIDER}, with a hint that names similar providers
     */
    public Provider require(String name) {
        Provider provider = byName.get(name);
        if (provider == null) {
            throw unsupported(name);
        }
        return provider;
    }

    private ByokException unsupported(String name) {
        List<String> near = NearMatches.of(name, byName.keySet());
        return ByokException.of(ErrorCode.UNSUPPORTED_PROVIDER, "Unsupported provider" + shown(name))
                .hint(
                        near.isEmpty()
                                ? "credentials().fields() lists the providers that this client knows"
                                : "did you mean " + String.join(" or ", near) + "?")
                .build();
    }

    private static String shown(String name) {
        return name.length() > LONGEST_SHOWN ? "" : ": " + Printable.of(name, LONGEST_SHOWN);
    }

    private static ByokException twice(String name, ProviderInfo one, ProviderInfo other) {
        return ByokException.of(
                        ErrorCode.CONFIGURATION,
                        "Two providers are called '" + name + "': " + one.id() + " (" + one.name() + ") and "
                                + other.id() + " (" + other.name() + ")")
                .hint("ids and aliases must be distinct; give the client only one of them")
                .build();
    }

    private static Set<String> names(ProviderInfo info) {
        Set<String> names = new LinkedHashSet<>(info.aliases());
        names.add(info.id());
        return names;
    }
}
