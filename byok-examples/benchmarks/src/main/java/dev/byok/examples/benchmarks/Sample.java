package dev.byok.examples.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * What one JVM measured.
 *
 * @param p50 the median in microseconds; the mean for benchmarks that take too little time to time each run
 * @param p99 the 99th percentile in microseconds; 0 for those
 * @param bytes allocated by a run, on all threads
 */
record Sample(double p50, double p99, double bytes) {

    /**
     * How long a JVM measures.
     *
     * @param warmUps seconds before it counts
     * @param measured seconds that count
     */
    record Effort(int warmUps, int measured) {}

    static Sample take(Measurement measurement, Effort effort) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + measurement.benchmark() + "$")
                .forks(1)
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
                .warmupIterations(effort.warmUps())
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(effort.measured())
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        measurement.params().forEach(options::param);
        Collection<RunResult> results = new Runner(options.build()).run();
        return of(List.copyOf(results).get(0));
    }

    private static Sample of(RunResult result) {
        Result<?> allocated =
                Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
        double bytes = allocated.getScore();
        if (result.getParams().getMode() == Mode.AverageTime) {
            return new Sample(result.getPrimaryResult().getScore() / 1_000, 0, bytes);
        }
        Statistics times = result.getPrimaryResult().getStatistics();
        return new Sample(times.getPercentile(50), times.getPercentile(99), bytes);
    }
}
