package dev.byok.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private static final int DRAWS = 1_000_000;

    private final Weights weights = new Weights(new Random(20261121));

    /** T63: elsewhere weights below 0.01 got nothing, and a zero weight was chosen. */
    @Test
    void theFirstOneIsDrawnByWeightDownToAThousandth() {
        Map<String, Double> shares = Map.of("a", 0.001, "b", 0.009, "c", 0.09, "d", 0.9, "never", 0.0);
        Map<String, Integer> first = new TreeMap<>();
        for (int i = 0; i < DRAWS; i++) {
            first.merge(
                    weights.order(List.of("never", "a", "b", "c", "d"), shares::get)
                            .get(0),
                    1,
                    Integer::sum);
        }

        assertThat(first).doesNotContainKey("never");
        double chiSquare = 0;
        for (String item : List.of("a", "b", "c", "d")) {
            double expected = DRAWS * shares.get(item);
            double off = first.get(item) - expected;
            chiSquare += off * off / expected;
        }
        // three degrees of freedom: 16.27 is exceeded by chance once in a thousand times
        assertThat(chiSquare).isLessThan(16.27);
    }

    @Test
    void theSecondOneIsDrawnByWeightAmongTheOthers() {
        Map<String, Double> shares = Map.of("a", 1.0, "b", 2.0, "c", 7.0);
        int afterC = 0;
        int secondA = 0;
        for (int i = 0; i < 100_000; i++) {
            List<String> order = weights.order(List.of("a", "b", "c"), shares::get);
            if (order.get(0).equals("c")) {
                afterC++;
                secondA += order.get(1).equals("a") ? 1 : 0;
            }
        }

        double expected = afterC / 3.0;
        double off = secondA - expected;
        // one degree of freedom
        assertThat(off * off / expected + off * off / (2 * expected)).isLessThan(10.83);
    }

    @Test
    void weightsNeedNotAddUpToOne() {
        assertThat(weights.order(List.of("a"), item -> 1e-300)).containsExactly("a");
        assertThat(weights.order(List.of("a", "b"), item -> 5e8)).hasSize(2);
    }

    @Test
    void withoutWeightNothingIsDrawn() {
        assertThat(weights.order(List.of("a", "b"), item -> 0)).isEmpty();
    }
}
