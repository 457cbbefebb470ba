package dev.byok.examples.gateway;

import dev.byok.ByokClient;
import dev.byok.credential.Secret;
import dev.byok.crypto.TinkSealer;
import dev.byok.event.ByokListener;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.spi.Field;
import dev.byok.spi.PlatformKeys;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/** The library as this gateway uses it: one client and what it was made of. */
final class Library implements AutoCloseable {

    private final EndpointPolicy endpointPolicy;
    private final Providers providers;
    private final PlatformKeys platformKeys;
    private final ByokClient client;

    Library(Settings settings, Database database, ByokListener... listeners) {
        this.endpointPolicy = endpointPolicy(settings);
        this.providers = Providers.builder().endpointPolicy(endpointPolicy).build();
        this.platformKeys = platformKeys(settings.platformKeys());
        ByokClient.Builder builder = ByokClient.builder()
                .providers(providers)
                .keyStore(database.store())
                .sealer(new TinkSealer(MasterKeyset.of(settings)))
                .platformCredentials(platformKeys)
                .planPolicy(Plan.policy(settings.plans()));
        for (ByokListener listener : listeners) {
            builder.listener(listener);
        }
        this.client = builder.build();
        // a wrong keyset shows now, and not when somebody calls
        this.client.sealing().requireMasterKeys();
    }

    ByokClient client() {
        return client;
    }

    EndpointPolicy endpointPolicy() {
        return endpointPolicy;
    }

    @Override
    public void close() {
        client.close();
        providers.close();
        platformKeys.close();
    }

    private static EndpointPolicy endpointPolicy(Settings settings) {
        EndpointPolicy policy = EndpointPolicy.publicHttps();
        for (String origin : settings.allowedOrigins()) {
            policy = policy.allowOrigin(origin);
        }
        return policy;
    }

    private PlatformKeys platformKeys(Map<String, Map<String, String>> fieldsByProvider) {
        PlatformKeys.Builder keys = PlatformKeys.builder();
        fieldsByProvider.forEach((name, fields) -> keys.credential(credential(info(name), fields)));
        return keys.build();
    }

    private ProviderInfo info(String name) {
        return providers.providers().stream()
                .map(Provider::info)
                .filter(info -> info.id().equals(name) || info.aliases().contains(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("BYOK_PLATFORM_… names no provider: " + name));
    }

    private static ProviderCredential credential(ProviderInfo info, Map<String, String> fields) {
        ProviderCredential.Builder credential = ProviderCredential.builder(info.id());
        Map<String, String> open = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            Field field = info.schema()
                    .field(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the platform credential of " + info.id() + " has a field that the provider has not"));
            if (field.isSecret()) {
                credential.secret(name, Secret.of(value));
            } else {
                open.put(name, value);
            }
        });
        return credential.fields(open).build();
    }
}
