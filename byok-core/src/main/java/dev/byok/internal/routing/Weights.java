package dev.byok.internal.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Puts things into an order by chance, where the heavier ones tend to come first. */
final class Weights {

    private final RandomGenerator random;

    Weights(RandomGenerator random) {
        this.random = random;
    }

    /**
     * {@return the items in an order drawn by weight without replacement} The first one is any item with a probability
     * of its weight among all, the second one likewise among the others, and so on. Items without weight are left out.
     */
    <T> List<T> order(List<T> items, ToDoubleFunction<T> weight) {
        List<Drawn<T>> drawn = new ArrayList<>(items.size());
        for (T item : items) {
            double heavy = weight.applyAsDouble(item);
            if (heavy > 0) {
                // times of independent events with these rates: the first one to happen is drawn first
                drawn.add(new Drawn<>(item, -Math.log1p(-random.nextDouble()) / heavy));
            }
        }
        drawn.sort(Comparator.comparingDouble(Drawn::time));
        return drawn.stream().map(Drawn::item).toList();
    }

    private record Drawn<T>(T item, double time) {}
}
