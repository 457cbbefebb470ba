package dev.byok.examples.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The samples of all rounds. In a round every benchmark ran once, one after the other; so what a row has more than the
 * floor is taken from rounds, in which the machine was about as busy for both, and the median of the rounds counts.
 */
final class Samples {

    private final Map<Measurement, List<Sample>> rounds = new LinkedHashMap<>();

    void add(Measurement measurement, Sample sample) {
        rounds.computeIfAbsent(measurement, key -> new ArrayList<>()).add(sample);
    }

    double median(Measurement measurement, ToDoubleFunction<Sample> figure) {
        return median(samples(measurement).stream().mapToDouble(figure));
    }

    double least(Measurement measurement, ToDoubleFunction<Sample> figure) {
        return samples(measurement).stream().mapToDouble(figure).min().orElseThrow();
    }

    double most(Measurement measurement, ToDoubleFunction<Sample> figure) {
        return samples(measurement).stream().mapToDouble(figure).max().orElseThrow();
    }

    /** {@return a row's figure against its floor's, round by round; empty when it has no floor} */
    Optional<Double> againstFloor(
            Measurement measurement, ToDoubleFunction<Sample> figure, DoubleBinaryOperator comparison) {
        return floor(measurement).map(floor -> {
            List<Sample> base = samples(floor);
            List<Sample> own = samples(measurement);
            return median(IntStream.range(0, own.size())
                    .mapToDouble(round -> comparison.applyAsDouble(
                            figure.applyAsDouble(own.get(round)), figure.applyAsDouble(base.get(round)))));
        });
    }

    private Optional<Measurement> floor(Measurement measurement) {
        return rounds.keySet().stream()
                .filter(other -> other.isFloor() && other.what().equals(measurement.what()))
                .findFirst();
    }

    private List<Sample> samples(Measurement measurement) {
        List<Sample> samples = rounds.get(measurement);
        if (samples == null) {
            throw new IllegalArgumentException("not measured: " + measurement);
        }
        return samples;
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
