package dev.byok.internal.routing;

import dev.byok.credential.Secret;
import dev.byok.internal.credential.CacheSettings;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.PlanGate;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.model.ModelCatalog;
import dev.byok.providers.Providers;
import dev.byok.routing.ChainStep;
import dev.byok.routing.FallbackChain;
import dev.byok.routing.PlatformFallback;
import dev.byok.routing.TenantSettings;
import dev.byok.spi.Capability;
import dev.byok.spi.KeySealer;
import dev.byok.spi.PlanPolicy;
import dev.byok.spi.SealContext;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredSettings;
import dev.byok.store.InMemoryKeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From what a caller says to its routes, for a tenant with 20 configurations and a stored chain of 5 steps whose rows are
 * cached. In the planner's own package, because an application never sees it alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class PlanBenchmark {

    private static final String TENANT = "acme";
    private static final List<String> VENDORS = List.of("openai", "anthropic", "groq", "openrouter", "mistral");

    /** A chain whose steps have one configuration each, or one in which the first step is shared by weight. */
    @Param({"plain", "weighted"})
    public String chain;

    private Providers providers;
    private CredentialVault vault;
    private RoutePlanner planner;
    private RouteOrder order;

    @Setup
    public void open() {
        providers = Providers.standard();
        ProviderCatalog catalog = new ProviderCatalog(providers.providers());
        InMemoryKeyStore store = new InMemoryKeyStore();
        for (int i = 0; i < 20; i++) {
            store.insert(row(i));
        }
        TenantSettings settings = TenantSettings.builder()
                .fallbackChain(FallbackChain.DEFAULT, chain.equals("plain") ? plain() : weighted())
                .build();
        store.saveSettings(new StoredSettings(TENANT, 1, settings.toJson(), Instant.EPOCH), 0);
        Clock clock = Clock.systemUTC();
        vault = new CredentialVault(store, new NoSealer(), CacheSettings.DEFAULT, clock);
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        planner = new RoutePlanner(
                catalog,
                new PlatformRoutes(null, PlatformFallback.WHEN_MISSING),
                new ModelLists(ModelCatalog.bundled(), LiveModels.NONE),
                new PlanGate(PlanPolicy.EVERYTHING),
                new Latencies(clock),
                random);
        order = new RouteOrder(new Cooldowns(clock), clock);
    }

    @Benchmark
    public List<Step> plan() {
        RouteRequest request = RouteRequest.builder(TENANT, Capability.CHAT).build();
        return order.of(planner.plan(request, vault.rows(TENANT)));
    }

    @TearDown
    public void close() {
        vault.close();
        providers.close();
    }

    private static StoredCredential row(int number) {
        String provider = VENDORS.get(number % VENDORS.size());
        return StoredCredential.builder(TENANT, "tp_%02d".formatted(number))
                .provider(provider)
                .label("configuration " + number)
                .origin("https://" + provider + ".example")
                .createdAt(Instant.ofEpochSecond(number))
                .updatedAt(Instant.ofEpochSecond(number))
                .build();
    }

    private static FallbackChain plain() {
        return FallbackChain.of("openai/a", "anthropic/b", "groq/c", "openrouter/d/e", "mistral@configuration 19/f");
    }

    private static FallbackChain weighted() {
        return FallbackChain.of(
                ChainStep.of("openai/a").key("tp_00", 1).key("tp_05", 2).key("tp_10", 0.5),
                ChainStep.of("anthropic/b"),
                ChainStep.of("groq/c"),
                ChainStep.of("openrouter/d/e"),
                ChainStep.of("mistral@configuration 19/f"));
    }

    /** Planning opens nothing. */
    private static final class NoSealer implements KeySealer {

        @Override
        public String seal(SealContext context, Secret secret) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Secret open(SealContext context, String sealed) {
            throw new UnsupportedOperationException();
        }
    }
}
