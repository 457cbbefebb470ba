package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.Secret;
import dev.byok.internal.credential.CacheSettings;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.PlanGate;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.model.ModelCatalog;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelRef;
import dev.byok.routing.KeySource;
import dev.byok.routing.PlatformFallback;
import dev.byok.routing.TenantSettings;
import dev.byok.spi.Capability;
import dev.byok.spi.Endpoint;
import dev.byok.spi.KeySealer;
import dev.byok.spi.PlanPolicy;
import dev.byok.spi.PlatformKeys;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.SealContext;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.TenantSalt;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.testkit.MovableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** A planner over a store in memory, with a few providers and a small catalogue of models. */
final class PlanBench {

    static final String TENANT = "acme";

    /** What a test needs to know of models, and no more. */
    private static final String MODELS = """
            {"format": 1, "date": "2026-11-21", "source": "made up", "licence": "none", "providers": [
              {"id": "openai", "maker": true, "models": [
                {"id": "gpt-4o", "context": 128000, "features": ["vision", "tools", "json"],
                 "price": {"input": "2.5", "output": "10"}},
                {"id": "gpt-4o-mini", "context": 128000, "features": ["vision", "tools", "json"],
                 "price": {"input": "0.15", "output": "0.6"}},
                {"id": "gpt-4.1", "context": 1047576, "features": ["tools"], "price": {"input": "2", "output": "8"}}]},
              {"id": "anthropic", "maker": true, "models": [
                {"id": "claude-sonnet-4-5", "context": 200000, "features": ["vision", "tools"],
                 "price": {"input": "3", "output": "15"}}]},
              {"id": "groq", "maker": false, "models": [
                {"id": "llama-3.1-8b", "context": 131072, "price": {"input": "0.05", "output": "0.08"}},
                {"id": "llama-3.3-70b", "context": 131072, "features": ["tools"],
                 "price": {"input": "0.59", "output": "0.79"}},
                {"id": "gpt-4o", "context": 128000}]},
              {"id": "cartesia", "maker": true, "models": [{"id": "sonic-3"}]}]}
            """;

    final MovableClock clock = new MovableClock();
    final InMemoryKeyStore store = new InMemoryKeyStore();
    final FakeProvider azure = FakeProvider.chatting("azure-openai", "deployment", "azure");
    final FakeProvider anthropic = FakeProvider.chatting("anthropic", "claude-sonnet-4-5");
    final FakeProvider openAi = FakeProvider.chatting("openai", "gpt-4o-mini", "chatgpt");
    final FakeProvider groq = FakeProvider.chatting("groq", "llama-3.3-70b");
    final FakeProvider openRouter = FakeProvider.chatting("openrouter", null);
    final FakeProvider elevenLabs = FakeProvider.speaking("elevenlabs", "eleven_v3");
    final FakeProvider cartesia = FakeProvider.speaking("cartesia", "sonic-3");
    final FakeProvider customLlm = FakeProvider.custom("custom-llm");
    final ProviderCatalog catalog =
            new ProviderCatalog(List.of(azure, anthropic, openAi, groq, openRouter, elevenLabs, cartesia, customLlm));
    final CredentialVault vault = new CredentialVault(store, new FakeSealer(), CacheSettings.DEFAULT, clock);
    final Map<String, Map<String, ModelInfo>> live = new HashMap<>();
    final ModelLists models = new ModelLists(
            ModelCatalog.read(new ByteArrayInputStream(MODELS.getBytes(StandardCharsets.UTF_8))),
            row -> live.get(row.id()));
    final Latencies latencies = new Latencies(clock);
    final Cooldowns cooldowns = new Cooldowns(clock);
    RandomGenerator random = new Random(7);
    PlanPolicy plans = PlanPolicy.EVERYTHING;
    PlatformFallback policy = PlatformFallback.WHEN_MISSING;
    private final PlatformKeys.Builder ours = PlatformKeys.builder();
    private boolean hasOurs;

    /** Connects a key with a label of the same name, a minute after the one before. */
    PlanBench key(String id, String provider) {
        return key(id, provider, row -> row);
    }

    PlanBench key(String id, String provider, UnaryOperator<StoredCredential.Builder> more) {
        clock.move(Duration.ofMinutes(1));
        StoredCredential.Builder row = StoredCredential.builder(TENANT, id)
                .provider(provider)
                .label(id)
                .secrets(Map.of("api_key", new SealedField("sealed " + id, "…")))
                .createdAt(clock.instant())
                .updatedAt(clock.instant());
        StoredCredential changed = more.apply(row.origin(
                        provider.startsWith("custom-") ? Endpoint.PER_CALL : "https://" + provider + ".example"))
                .build();
        store.salt(TENANT, TenantSalt.random(new SecureRandom()));
        store.insert(changed);
        return this;
    }

    PlanBench invalid(String id, String provider) {
        return key(id, provider, row -> row.status(CredentialStatus.INVALID, "revoked", clock.instant()));
    }

    /** Gives the application a key. */
    PlanBench ours(String... providers) {
        for (String provider : providers) {
            ours.key(provider, Secret.of("FAKE-ours-" + provider));
        }
        hasOurs = true;
        return this;
    }

    PlanBench policy(PlatformFallback value) {
        this.policy = value;
        return this;
    }

    PlanBench plans(PlanPolicy value) {
        this.plans = value;
        return this;
    }

    PlanBench settings(UnaryOperator<TenantSettings.Builder> change) {
        long version = store.findSettings(TENANT).map(StoredSettings::version).orElse(0L);
        String json = change.apply(TenantSettings.builder()).build().toJson();
        store.saveSettings(new StoredSettings(TENANT, version + 1, json, clock.instant()), version);
        return this;
    }

    /** Says which models the vendor lists for a key. */
    PlanBench lists(String id, String provider, String... ids) {
        Map<String, ModelInfo> listed = new HashMap<>();
        for (String model : ids) {
            listed.put(model, ModelInfo.of(provider, model));
        }
        live.put(id, listed);
        return this;
    }

    PlatformRoutes platform() {
        return new PlatformRoutes(hasOurs ? ours.build() : null, policy);
    }

    RoutePlanner planner() {
        return new RoutePlanner(catalog, platform(), models, new PlanGate(plans), latencies, random);
    }

    static RouteRequest.Builder ask() {
        return RouteRequest.builder(TENANT, Capability.CHAT);
    }

    static RouteRequest.Builder ask(String model) {
        return ask().model(ModelRef.parse(model));
    }

    List<Step> steps(RouteRequest.Builder request) {
        return new RouteOrder(cooldowns, clock).of(planner().plan(request.build(), vault.rows(TENANT)));
    }

    /** {@return the plan in words: {@code provider/model by key}, or {@code provider/model: why not}} */
    List<String> plan(RouteRequest.Builder request) {
        try {
            return steps(request).stream().map(PlanBench::text).toList();
        } catch (ByokException e) {
            return List.of(e.code().id());
        }
    }

    private static String text(Step step) {
        if (step instanceof Step.Unusable unusable) {
            return unusable.provider() + "/" + unusable.model() + ": "
                    + unusable.reason().code().id();
        }
        Route route = ((Step.Ready) step).route();
        String key = route.passed() != null
                ? "the key of the call"
                : route.source() == KeySource.PLATFORM ? "the application's key" : String.valueOf(route.credentialId());
        return route.provider().info().id() + "/" + route.model() + " by " + key;
    }

    /** Seals nothing; what it opens tells whose key it is. */
    private static final class FakeSealer implements KeySealer {

        @Override
        public String seal(SealContext context, Secret secret) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Secret open(SealContext context, String sealed) {
            return Secret.of("FAKE-" + context.credential());
        }
    }

    static ProviderCredential passed(String provider) {
        return ProviderCredential.builder(provider)
                .secret("api_key", Secret.of("FAKE-passed"))
                .build();
    }
}
