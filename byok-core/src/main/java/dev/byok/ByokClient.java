package dev.byok;

import dev.byok.credential.Credentials;
import dev.byok.event.ByokListener;
import dev.byok.internal.async.AsyncCalls;
import dev.byok.internal.async.CallExecutors;
import dev.byok.internal.credential.CacheSettings;
import dev.byok.internal.credential.CredentialService;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.credential.PlanGate;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.internal.credential.TenantCredentials;
import dev.byok.internal.credential.TenantIds;
import dev.byok.internal.event.Listeners;
import dev.byok.internal.model.ListedModels;
import dev.byok.internal.routing.Hedges;
import dev.byok.internal.routing.PlatformRoutes;
import dev.byok.internal.routing.Routers;
import dev.byok.internal.sealing.SealingService;
import dev.byok.internal.settings.SettingsService;
import dev.byok.model.ModelCatalog;
import dev.byok.routing.HedgePolicy;
import dev.byok.routing.PlatformFallback;
import dev.byok.routing.RequestLimits;
import dev.byok.routing.RetryPolicy;
import dev.byok.sealing.Sealing;
import dev.byok.spi.KeySealer;
import dev.byok.spi.KeyStore;
import dev.byok.spi.PlanPolicy;
import dev.byok.spi.PlatformCredentials;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderSource;
import dev.byok.spi.Timeouts;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The way into the library. One client serves all tenants of an application; make one and keep it.
 *
 * <pre>{@code
 * ByokClient client = ByokClient.builder()
 *         .providers(Providers.standard())
 *         .keyStore(new InMemoryKeyStore())
 *         .sealer(new TinkSealer(MasterKeys.fromFile(path)))
 *         .build();
 * Tenant acme = client.tenant("acme");
 * }</pre>
 *
 * <p>Thread-safe. It holds no key: rows are cached sealed, and a key is opened for the call that needs it.
 */
public final class ByokClient implements AutoCloseable {

    private final Timeouts timeouts;
    private final RequestLimits limits;
    private final CredentialService credentials;
    private final CredentialVault vault;
    private final Sealing sealing;
    private final SettingsService settings;
    private final Routers routers;
    private final AsyncCalls async;
    private final @Nullable ExecutorService ownExecutor;
    private final List<ProviderSource> ownSources;

    private ByokClient(Builder builder, KeyStore store, KeySealer sealer) {
        this.timeouts = builder.timeouts;
        this.limits = builder.limits;
        this.ownSources = new ArrayList<>();
        ProviderCatalog catalog = new ProviderCatalog(FoundProviders.unlessGiven(builder.providers, ownSources));
        Listeners events = new Listeners(List.copyOf(builder.listeners));
        this.vault = new CredentialVault(store, sealer, builder.cache, builder.clock);
        ListedModels listed = new ListedModels(builder.clock);
        PlanGate gate = new PlanGate(builder.plans);
        this.credentials = new CredentialService(
                catalog,
                store,
                sealer,
                vault,
                builder.clock,
                new SecureRandom(),
                events,
                builder.timeouts,
                gate,
                listed);
        this.sealing = new SealingService(store, sealer, credentials, vault, builder.clock, events);
        this.settings = new SettingsService(store, vault, catalog, builder.clock);
        this.ownExecutor = builder.executor == null ? CallExecutors.create() : null;
        this.async = new AsyncCalls(ownExecutor != null ? ownExecutor : Objects.requireNonNull(builder.executor));
        this.routers = Routers.of(new Routers.Parts(
                catalog,
                vault,
                credentials,
                events,
                new PlatformRoutes(builder.platform, builder.platformFallback),
                builder.catalog,
                listed,
                gate,
                builder.clock,
                builder.retries,
                new Hedges(builder.hedging, async.executor()),
                async.executor()));
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return one customer's view of this client}
     *
     * @param id the application's own id of the customer: 1 to 200 characters, none of them a control character
     * @throws ByokException {@code INVALID_REQUEST} when the id is not so
     */
    public Tenant tenant(String id) {
        return new Tenant(this, TenantIds.require(id), KeyAccess.STORED);
    }

    /** {@return what an operator does with master keys and erased tenants} */
    public Sealing sealing() {
        return sealing;
    }

    /**
     * Ends what the client made itself: its executor, providers that it found by {@link ServiceLoader}, the store's
     * notification. What it was given stays open. Running calls end first.
     */
    @Override
    public void close() {
        vault.close();
        if (ownExecutor != null) {
            ownExecutor.shutdown();
        }
        ownSources.forEach(ProviderSource::close);
    }

    Credentials credentials(String tenant, KeyAccess access) {
        return new TenantCredentials(tenant, credentials, access);
    }

    SettingsService settings() {
        return settings;
    }

    Routers routers() {
        return routers;
    }

    CredentialVault vault() {
        return vault;
    }

    AsyncCalls async() {
        return async;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    RequestLimits limits() {
        return limits;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {

        private final List<Provider> providers = new ArrayList<>();
        private final List<ByokListener> listeners = new ArrayList<>();
        private @Nullable KeyStore store;
        private @Nullable KeySealer sealer;
        private @Nullable Executor executor;
        private Timeouts timeouts = Timeouts.DEFAULT;
        private RequestLimits limits = RequestLimits.NONE;
        private RetryPolicy retries = RetryPolicy.DEFAULT;
        private @Nullable PlatformCredentials platform;
        private PlatformFallback platformFallback = PlatformFallback.WHEN_MISSING;
        private ModelCatalog catalog = ModelCatalog.bundled();
        private Clock clock = Clock.systemUTC();
        private CacheSettings cache = CacheSettings.DEFAULT;
        private HedgePolicy hedging = HedgePolicy.NONE;
        private PlanPolicy plans = PlanPolicy.EVERYTHING;

        private Builder() {}

        /**
         * Adds providers. Without any the client takes those that {@link ServiceLoader} finds, and closes them itself.
         *
         * @param source for example {@code Providers.standard()}; stays open when the client closes
         * @return this builder
         */
        public Builder providers(ProviderSource source) {
            providers.addAll(source.providers());
            return this;
        }

        /**
         * Adds a provider of the application's own.
         *
         * @param provider with an id that no other one has
         * @return this builder
         */
        public Builder provider(Provider provider) {
            providers.add(Objects.requireNonNull(provider, "provider"));
            return this;
        }

        /**
         * Sets where sealed keys are kept; required.
         *
         * @param value for example an {@link dev.byok.store.InMemoryKeyStore}; stays open when the client closes
         * @return this builder
         */
        public Builder keyStore(KeyStore value) {
            this.store = Objects.requireNonNull(value, "keyStore");
            return this;
        }

        /**
         * Sets what seals keys; required, because there is no mode without encryption.
         *
         * @param value for example {@code TinkSealer} of byok-crypto
         * @return this builder
         */
        public Builder sealer(KeySealer value) {
            this.sealer = Objects.requireNonNull(value, "sealer");
            return this;
        }

        /**
         * Adds a listener.
         *
         * @param listener is told of events
         * @return this builder
         */
        public Builder listener(ByokListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Sets the time limits of calls that name none.
         *
         * @param value {@link Timeouts#DEFAULT} unless said
         * @return this builder
         */
        public Builder timeouts(Timeouts value) {
            this.timeouts = Objects.requireNonNull(value, "timeouts");
            return this;
        }

        /**
         * Limits what every request may cost and how long its answer may be. Tenants and calls can make it stricter.
         *
         * @param value {@link RequestLimits#NONE} unless said
         * @return this builder
         */
        public Builder limits(RequestLimits value) {
            this.limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /**
         * Sets the application's own keys, for tenants without one. Without it only tenants' keys are used.
         *
         * @param value for example {@link dev.byok.spi.PlatformKeys}; stays open when the client closes
         * @return this builder
         */
        public Builder platformCredentials(PlatformCredentials value) {
            this.platform = Objects.requireNonNull(value, "platformCredentials");
            return this;
        }

        /**
         * Sets when the application's own keys may serve a tenant's call.
         *
         * @param value {@link PlatformFallback#WHEN_MISSING} unless said
         * @return this builder
         */
        public Builder platformFallback(PlatformFallback value) {
            this.platformFallback = Objects.requireNonNull(value, "platformFallback");
            return this;
        }

        /**
         * Sets what says whose plan includes own keys.
         *
         * @param value {@link PlanPolicy#EVERYTHING} unless said
         * @return this builder
         */
        public Builder planPolicy(PlanPolicy value) {
            this.plans = Objects.requireNonNull(value, "planPolicy");
            return this;
        }

        /**
         * Sets what is known about models without asking their vendors: prices above all. A vendor's own figures win.
         *
         * @param value {@link ModelCatalog#bundled()} unless said; for example
         *     {@code ModelCatalog.bundled().with(ModelCatalog.read(Path.of("prices.json")))}
         * @return this builder
         */
        public Builder modelCatalog(ModelCatalog value) {
            this.catalog = Objects.requireNonNull(value, "modelCatalog");
            return this;
        }

        /**
         * Sets how often and when a call is sent again over the same route.
         *
         * @param value {@link RetryPolicy#DEFAULT} unless said
         * @return this builder
         */
        public Builder retries(RetryPolicy value) {
            this.retries = Objects.requireNonNull(value, "retries");
            return this;
        }

        /**
         * Sets whether chats that are late are also tried on their next route.
         *
         * @param value {@link HedgePolicy#NONE} unless said
         * @return this builder
         */
        public Builder hedging(HedgePolicy value) {
            this.hedging = Objects.requireNonNull(value, "hedging");
            return this;
        }

        /**
         * Sets what runs asynchronous calls. Each of them blocks a thread of it while it runs.
         *
         * @param value stays open when the client closes; without it the client has virtual threads where the JVM
         *     has them, else at most 64 daemon threads that end when idle
         * @return this builder
         */
        public Builder executor(Executor value) {
            this.executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        /**
         * Sets the clock of row times, of the cache and of cooldowns.
         *
         * @param value the system's clock unless said
         * @return this builder
         */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Bounds the cache of sealed rows. What this client writes is effective on its next call whatever the time
         * says; the time bounds how long changes of others stay unseen when the store does not tell of them.
         *
         * @param tenants how many tenants' rows are kept, 10,000 unless said
         * @param timeToLive how long, 30 seconds unless said
         * @return this builder
         */
        public Builder cache(int tenants, Duration timeToLive) {
            this.cache = new CacheSettings(tenants, timeToLive);
            return this;
        }

        /**
         * {@return the client}
         *
         * @throws ByokException {@code CONFIGURATION} naming everything that is missing or contradictory
         */
        public ByokClient build() {
            List<String> missing = new ArrayList<>(2);
            if (store == null) {
                missing.add("a key store: keyStore(…)");
            }
            if (sealer == null) {
                missing.add("a sealer: sealer(…)");
            }
            if (store == null || sealer == null) {
                throw ByokException.of(ErrorCode.CONFIGURATION, "the client needs " + String.join(" and ", missing))
                        .hint("for a test: new InMemoryKeyStore() and TinkSealer with MasterKeys.ephemeral()")
                        .build();
            }
            return new ByokClient(this, store, sealer);
        }
    }
}
