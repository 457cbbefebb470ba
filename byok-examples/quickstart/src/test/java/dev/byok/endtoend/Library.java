package dev.byok.endtoend;

import dev.byok.ByokClient;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.crypto.MasterKeys;
import dev.byok.crypto.TinkSealer;
import dev.byok.event.ByokEvent;
import dev.byok.event.ByokListener;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.routing.RetryPolicy;
import dev.byok.spi.KeyStore;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.testkit.Canary;
import dev.byok.testkit.LeakGuard;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The whole library put together as an application does it, with what it needs to be looked at. */
final class Library implements AutoCloseable {

    final KeyStore store = new InMemoryKeyStore();
    final List<ByokEvent> events = new CopyOnWriteArrayList<>();
    final Providers providers;
    final ByokClient client;
    private final List<ByokListener> listeners = new CopyOnWriteArrayList<>();

    /** A library that tries every route once, so that a test says itself what is repeated. */
    Library(StubVendor... vendors) {
        this(builder -> builder.retries(RetryPolicy.NONE), vendors);
    }

    Library(Consumer<ByokClient.Builder> settings, StubVendor... vendors) {
        EndpointPolicy policy = EndpointPolicy.publicHttps();
        for (StubVendor vendor : vendors) {
            policy = policy.allowOrigin(vendor.origin());
        }
        providers = Providers.builder().endpointPolicy(policy).build();
        ByokClient.Builder builder = ByokClient.builder();
        settings.accept(builder);
        client = builder.providers(providers)
                .keyStore(store)
                .sealer(new TinkSealer(MasterKeys.ephemeral()))
                .listener(event -> events.add(LeakGuard.watch(event)))
                .listener(event -> listeners.forEach(listener -> listener.onEvent(event)))
                .build();
    }

    /** Adds a listener to the running client. */
    void listen(ByokListener listener) {
        listeners.add(listener);
    }

    Tenant tenant(String id) {
        return client.tenant(id);
    }

    static CredentialView connect(Tenant tenant, String provider, Canary key, StubVendor vendor) {
        return LeakGuard.watch(tenant.credentials()
                .connect(CredentialInput.of(provider)
                        .field("api_key", key.onlyFor(vendor.host()).value())
                        .field("base_url", vendor.baseUrl())));
    }

    @Override
    public void close() {
        client.close();
        providers.close();
    }
}
