package dev.byok.internal.routing;

import dev.byok.model.ModelRef;
import dev.byok.routing.ModelChoice;
import dev.byok.routing.Strategy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model of a call that names none, as the tenant has set it. */
final class Strategies {

    private final CheapestModel cheapest;
    private final FastestModel fastest;

    Strategies(CheapestModel cheapest, FastestModel fastest) {
        this.cheapest = cheapest;
        this.fastest = fastest;
    }

    /** {@return the model that the tenant's settings choose; null when they choose none} */
    @Nullable
    ModelRef of(Planning planning, @Nullable String intent) {
        ModelChoice set = planning.settings().models();
        if (set.equals(ModelChoice.NONE)) {
            return null;
        }
        String override = intent == null ? null : set.intentOverrides().get(intent);
        if (override != null) {
            return ModelRef.parse(override);
        }
        if (set.toolCallingModel().isPresent() && planning.request().needs().tools()) {
            return ModelRef.parse(set.toolCallingModel().get());
        }
        ModelRef chosen = chosen(planning, set, intent);
        return chosen != null ? chosen : set.defaultModel().map(ModelRef::parse).orElse(null);
    }

    private @Nullable ModelRef chosen(Planning planning, ModelChoice set, @Nullable String intent) {
        Optional<Strategy> strategy = set.strategy();
        if (strategy.isEmpty()) {
            return null;
        }
        return switch (strategy.get()) {
            case HYBRID -> intent != null && set.premiumIntents().contains(intent) ? premium(set) : null;
            case ALL_MINI -> null;
            case ALL_STANDARD -> premium(set);
            case COST_OPTIMISED -> cheapest.of(planning);
            case LATENCY_OPTIMISED -> fastest.of(planning);
        };
    }

    private static @Nullable ModelRef premium(ModelChoice set) {
        return set.premiumModel().map(ModelRef::parse).orElse(null);
    }
}
