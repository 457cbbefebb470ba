package dev.byok.internal.routing;

import dev.byok.model.ModelRef;
import dev.byok.routing.ModelChoice;
import dev.byok.spi.StoredCredential;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The strategy {@code latency-optimised}: the model whose first token lately came soonest. It chooses among the models
 * that the tenant set, and the default ones of its connections: a model that nobody chose is not tried because it is
 * fast. A share of the calls goes to another one, to learn how fast that is; one that was never measured comes before.
 */
final class FastestModel {

    private static final double EXPLORATION = 0.1;

    private final Connections connections;
    private final ModelNames names;
    private final Latencies latencies;
    private final RandomGenerator random;

    FastestModel(Connections connections, ModelNames names, Latencies latencies, RandomGenerator random) {
        this.connections = connections;
        this.names = names;
        this.latencies = latencies;
        this.random = random;
    }

    /** {@return a model; null when there is none to choose from} */
    @Nullable
    ModelRef of(Planning planning) {
        List<ModelRef> choices = new ArrayList<>(choices(planning));
        if (choices.size() < 2) {
            return choices.isEmpty() ? null : choices.get(0);
        }
        if (random.nextDouble() < EXPLORATION) {
            return choices.get(random.nextInt(choices.size()));
        }
        ModelRef fastest = choices.get(0);
        double least = Double.MAX_VALUE;
        for (ModelRef choice : choices) {
            StoredCredential row = planning.defaultOf(choice.provider());
            OptionalDouble observed = latencies.of(choice.provider(), String.valueOf(choice.model()), row);
            if (observed.isEmpty()) {
                return choice;
            }
            if (observed.getAsDouble() < least) {
                fastest = choice;
                least = observed.getAsDouble();
            }
        }
        return fastest;
    }

    private Set<ModelRef> choices(Planning planning) {
        Set<ModelRef> choices = new LinkedHashSet<>();
        ModelChoice set = planning.settings().models();
        set.defaultModel().ifPresent(model -> add(planning, ModelRef.parse(model), choices));
        set.premiumModel().ifPresent(model -> add(planning, ModelRef.parse(model), choices));
        for (Connections.Connection connection : connections.of(planning)) {
            add(planning, new ModelRef(connection.provider().info().id(), null, null), choices);
        }
        return choices;
    }

    private void add(Planning planning, ModelRef reference, Set<ModelRef> choices) {
        ModelNames.Named named = names.of(planning, reference);
        String id = named.provider().info().id();
        String model = named.model() != null
                ? named.model()
                : DefaultModels.of(planning, named.provider(), planning.defaultOf(id));
        if (model != null) {
            choices.add(new ModelRef(id, named.label(), model));
        }
    }
}
