package dev.byok.examples.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The part of a call that is about the key: find the row, check its endpoint, open the key, wipe it. No socket. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class LendBenchmark {

    private static final String NOBODY = "http://127.0.0.1:9";

    @Param({"1", "10000"})
    public int tenants;

    private ByokChat chat;
    private int next;

    @Setup
    public void open() {
        chat = ByokChat.open(NOBODY, NOBODY + "/v1", tenants);
    }

    @Benchmark
    public int lendKey() {
        next = next + 1 == tenants ? 0 : next + 1;
        return chat.lendKey(next);
    }

    @TearDown
    public void close() {
        chat.close();
    }
}
