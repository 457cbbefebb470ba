package dev.byok.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs everything and prints one table: {@code java -jar target/benchmarks.jar}, with {@code --quick} for a run that only
 * shows that it works. A single benchmark runs with JMH's own options: {@code java -cp target/benchmarks.jar
 * org.openjdk.jmh.Main CallBenchmark -prof gc}.
 */
public final class Benchmarks {

    private final int rounds;
    private final Sample.Effort effort;

    private Benchmarks(int rounds, Sample.Effort effort) {
        this.rounds = rounds;
        this.effort = effort;
    }

    private static Benchmarks thorough() {
        return new Benchmarks(3, new Sample.Effort(5, 3));
    }

    /** Shows that everything runs; its figures are those of code that the JIT has not finished with. */
    private static Benchmarks quick() {
        return new Benchmarks(1, new Sample.Effort(1, 1));
    }

    /**
     * Runs it.
     *
     * @param args nothing or {@code --quick}
     * @throws IOException when a process does not start
     * @throws RunnerException when a benchmark fails
     */
    public static void main(String... args) throws IOException, RunnerException {
        boolean quick = args.length == 1 && args[0].equals("--quick");
        if (args.length > 0 && !quick) {
            System.err.println("usage: java -jar benchmarks.jar [--quick]");
            return;
        }
        (quick ? quick() : thorough()).run(System.out);
    }

    private void run(PrintStream out) throws IOException, RunnerException {
        Map<CallBenchmark.Case, Footprint> footprints = footprints();
        System.err.println("heap of cached tenants");
        CacheHeap heap = CacheHeap.measure();
        Samples samples = samples();
        out.println("JDK " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, " + rounds + " rounds of " + effort.warmUps()
                + " + " + effort.measured() + " s\n");
        new Table(out, samples, footprints).print();
        out.println();
        if (rounds == 1) {
            out.println("One short round: it shows that everything runs, and says little about how fast.");
            return;
        }
        new Goals(out)
                .print(
                        samples,
                        Objects.requireNonNull(footprints.get(CallBenchmark.Case.BYOK_1)),
                        Objects.requireNonNull(footprints.get(CallBenchmark.Case.BYOK_10000)),
                        heap);
    }

    private Map<CallBenchmark.Case, Footprint> footprints() throws IOException {
        Map<CallBenchmark.Case, Footprint> footprints = new EnumMap<>(CallBenchmark.Case.class);
        for (CallBenchmark.Case which : CallBenchmark.Case.values()) {
            System.err.println("threads and sockets: " + which);
            footprints.put(which, Footprint.of(which.library, which.tenants));
        }
        return footprints;
    }

    private Samples samples() throws RunnerException {
        Samples samples = new Samples();
        for (int round = 1; round <= rounds; round++) {
            for (Measurement measurement : Measurement.ALL) {
                System.err.println("round " + round + ": " + measurement.what() + ", " + measurement.by());
                samples.add(measurement, Sample.take(measurement, effort));
            }
        }
        return samples;
    }
}
