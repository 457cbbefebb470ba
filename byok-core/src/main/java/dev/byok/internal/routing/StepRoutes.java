package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.credential.PlanGate;
import dev.byok.routing.ChainKey;
import dev.byok.routing.ChainStep;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a step to its routes: which of the tenant's keys serve it, or the application's, or why there is none. */
final class StepRoutes {

    private final ModelNames names;
    private final PlanGate gate;
    private final PlatformRoutes platform;
    private final Weights weights;

    StepRoutes(ModelNames names, PlanGate gate, PlatformRoutes platform, Weights weights) {
        this.names = names;
        this.gate = gate;
        this.platform = platform;
        this.weights = weights;
    }

    /** Adds the routes of a step, or one that says why there is none. */
    void add(Planning planning, ChainStep step, List<Step> routes) {
        ModelNames.Named named = names.of(planning, step.model());
        Provider provider = named.provider();
        ProviderInfo info = provider.info();
        ByokException off = switchedOff(planning, info);
        if (off != null) {
            routes.add(unusable(planning, named, off));
            return;
        }
        ProviderCredential passed = planning.request().passedFor(info.id());
        if (step.platform()) {
            addOurs(planning, named, platform.standsIn(planning, info.id()), routes);
        } else if (passed != null && named.label() == null && step.keys().isEmpty()) {
            routes.add(ready(planning, named, null, passed));
        } else if (planning.managed()) {
            addOurs(planning, named, step.keys().isEmpty() && platform.standsIn(planning, info.id()), routes);
        } else if (!step.keys().isEmpty()) {
            addShared(planning, named, step.keys(), routes);
        } else {
            addOne(planning, named, routes);
        }
    }

    private void addOurs(Planning planning, ModelNames.Named named, boolean may, List<Step> routes) {
        routes.add(
                may
                        ? ready(planning, named, null, null)
                        : unusable(planning, named, Unkeyed.noKeyOfOurs(named.provider())));
    }

    private void addOne(Planning planning, ModelNames.Named named, List<Step> routes) {
        String id = named.provider().info().id();
        List<ChainKey> sharing =
                named.label() == null ? Configurations.sharing(planning, id, named.model()) : List.of();
        if (!sharing.isEmpty()) {
            addShared(planning, named, sharing, routes);
            return;
        }
        StoredCredential row =
                named.label() == null ? best(planning, named) : Configurations.labelled(planning, id, named.label());
        if (row != null) {
            routes.add(ready(planning, named, row, null));
        } else if (named.label() == null && platform.standsIn(planning, id)) {
            // who names a configuration wants that one
            routes.add(ready(planning, named, null, null));
        } else {
            routes.add(unusable(planning, named, noKey(planning, named, named.label() != null)));
        }
    }

    private void addShared(Planning planning, ModelNames.Named named, List<ChainKey> keys, List<Step> routes) {
        String id = named.provider().info().id();
        int before = routes.size();
        for (ChainKey key : weights.order(keys, ChainKey::weight)) {
            StoredCredential row = Configurations.named(planning, id, key.configuration());
            if (row != null) {
                routes.add(ready(planning, named, row, null));
            }
        }
        if (routes.size() == before) {
            routes.add(unusable(planning, named, noKey(planning, named, true)));
        }
    }

    private static ByokException noKey(Planning planning, ModelNames.Named named, boolean configuration) {
        return planning.rows().explain(Unkeyed.noKey(named.provider(), configuration));
    }

    // a key that may not be used for the model makes way for one that may
    private static @Nullable StoredCredential best(Planning planning, ModelNames.Named named) {
        String id = named.provider().info().id();
        StoredCredential row = planning.defaultOf(id);
        String model = named.model();
        if (row == null || model == null || Configurations.allows(planning, row, model)) {
            return row;
        }
        StoredCredential other = Configurations.firstThatAllows(planning, id, model);
        return other == null ? row : other;
    }

    /** {@return a step for exactly one of the tenant's keys} */
    Step exactly(Planning planning, ModelNames.Named named, StoredCredential row) {
        ByokException off = switchedOff(planning, named.provider().info());
        return off == null ? ready(planning, named, row, null) : unusable(planning, named, off);
    }

    private Step ready(
            Planning planning,
            ModelNames.Named named,
            @Nullable StoredCredential row,
            @Nullable ProviderCredential passed) {
        Provider provider = named.provider();
        String model = named.model() != null ? named.model() : DefaultModels.of(planning, provider, row);
        if (model == null) {
            return unusable(planning, named, Unkeyed.noModel(provider));
        }
        if (row != null && !Configurations.allows(planning, row, model)) {
            return new Step.Unusable(provider.info().id(), model, Unkeyed.notAllowed(provider, row));
        }
        Map<String, String> fields = row != null ? row.fields() : passed != null ? passed.fields() : null;
        ByokException blocked = fields == null ? null : gate.blocks(planning.tenant(), provider, fields);
        if (blocked != null) {
            return new Step.Unusable(provider.info().id(), model, blocked);
        }
        return new Step.Ready(
                new Route(provider, model, row, passed, row == null ? null : Configurations.quotaGroup(planning, row)));
    }

    private static @Nullable ByokException switchedOff(Planning planning, ProviderInfo info) {
        return planning.switchedOff(info)
                ? ByokException.of(ErrorCode.PROVIDER_DISABLED, info.name() + " is switched off for this tenant")
                        .provider(info.id())
                        .hint("switch it on with tenant.settings().update(…)")
                        .build()
                : null;
    }

    static Step unusable(Planning planning, ModelNames.Named named, ByokException reason) {
        String model = named.model() != null ? named.model() : DefaultModels.of(planning, named.provider(), null);
        return new Step.Unusable(named.provider().info().id(), model == null ? RouteRequest.NO_MODEL : model, reason);
    }
}
