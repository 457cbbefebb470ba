package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.credential.PlanGate;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.internal.credential.TenantRows;
import dev.byok.model.ModelRef;
import dev.byok.routing.ChainStep;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * From what the caller says to the routes that can serve it: {@link Targets} turn it into steps, {@link StepRoutes} find
 * the keys of each, and {@link PlatformRoutes} follow. Plans with sealed rows only: no secret is opened here.
 */
public final class RoutePlanner {

    private final ProviderCatalog providers;
    private final PlatformRoutes platform;
    private final Targets targets;
    private final StepRoutes stepRoutes;

    /**
     * Makes one.
     *
     * @param providers the known providers
     * @param platform the application's own keys
     * @param models which models providers have
     * @param gate who may use own keys
     * @param latencies how fast routes lately were
     * @param random draws by weight, and explores; thread-safe
     */
    public RoutePlanner(
            ProviderCatalog providers,
            PlatformRoutes platform,
            ModelLists models,
            PlanGate gate,
            Latencies latencies,
            RandomGenerator random) {
        this.providers = providers;
        this.platform = platform;
        Connections connections = new Connections(providers, platform);
        ModelNames names = new ModelNames(providers, connections, models);
        Strategies strategies = new Strategies(
                new CheapestModel(new Candidates(connections, models)),
                new FastestModel(connections, names, latencies, random));
        this.targets = new Targets(strategies, connections);
        this.stepRoutes = new StepRoutes(names, gate, platform, new Weights(random));
    }

    /**
     * {@return the steps of a call, in order and at least one} A provider that nobody knows is a mistake of the caller who
     * named it, and is thrown at once whatever stands before it; in a stored chain it is a step that cannot be tried.
     */
    List<Step> plan(RouteRequest request, TenantRows rows) {
        Planning planning = Planning.of(request, rows, platform.policy());
        String only = request.credentialId();
        List<Step> steps = new ArrayList<>(8);
        if (only != null) {
            steps.add(exactly(planning, only));
            return steps;
        }
        Targets.Wanted wanted = targets.of(planning);
        for (ChainStep step : wanted.said()) {
            stepRoutes.add(planning, step, steps);
        }
        for (ChainStep step : wanted.chain()) {
            addStored(planning, step, steps);
        }
        requireThatEveryPassedKeyServes(planning, steps);
        platform.follow(planning, steps);
        return steps;
    }

    private void addStored(Planning planning, ChainStep step, List<Step> steps) {
        int before = steps.size();
        try {
            stepRoutes.add(planning, step, steps);
        } catch (ByokException e) {
            ModelRef model = step.model();
            steps.add(new Step.Unusable(model.provider(), model.modelId().orElse(RouteRequest.NO_MODEL), e));
        }
        // what the call named itself is not tried twice
        for (int i = steps.size() - 1; i >= before; i--) {
            if (steps.indexOf(steps.get(i)) < i) {
                steps.remove(i);
            }
        }
    }

    private Step exactly(Planning planning, String id) {
        StoredCredential row = planning.rows().find(id);
        if (row == null) {
            throw ByokException.of(ErrorCode.NOT_FOUND, "There is no such credential")
                    .hint("tenant.credentials().list() has them all")
                    .build();
        }
        Provider provider = providers.require(row.provider());
        String model = ofThatProvider(planning.request().model(), provider);
        ModelNames.Named named = new ModelNames.Named(provider, null, model);
        if (planning.managed()) {
            return StepRoutes.unusable(planning, named, Unkeyed.dormant(provider));
        }
        return Configurations.isUsable(row)
                ? stepRoutes.exactly(planning, named, row)
                : StepRoutes.unusable(planning, named, Unkeyed.notInUse(provider, row));
    }

    private @Nullable String ofThatProvider(@Nullable ModelRef reference, Provider provider) {
        if (reference == null) {
            return null;
        }
        Provider named = providers.find(reference.provider()).orElse(null);
        if (named == null && reference.model() == null) {
            return reference.toString();
        }
        if (named != provider) {
            throw ByokException.of(
                            ErrorCode.INVALID_REQUEST,
                            "the credential is of " + provider.info().name() + ", and the model is not")
                    .provider(provider.info().id())
                    .build();
        }
        return reference.model();
    }

    // a key that was brought along and not used is a mistake, and another one would pay
    private static void requireThatEveryPassedKeyServes(Planning planning, List<Step> steps) {
        for (ProviderCredential passed : planning.request().passed()) {
            boolean used = steps.stream().anyMatch(step -> {
                String provider = step instanceof Step.Ready ready
                        ? ready.route().provider().info().id()
                        : ((Step.Unusable) step).provider();
                return provider.equals(passed.provider());
            });
            if (!used) {
                throw ByokException.of(ErrorCode.INVALID_REQUEST, "No route of this call uses the key it came with")
                        .provider(passed.provider())
                        .hint("name a model of " + passed.provider() + ", or leave the key away")
                        .build();
            }
        }
    }
}
