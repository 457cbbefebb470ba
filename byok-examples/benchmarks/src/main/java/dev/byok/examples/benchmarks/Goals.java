package dev.byok.examples.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** What the library promises, and whether this run saw it. */
final class Goals {

    private static final double CALL_MICROS = 10;
    private static final double CALL_BYTES = 6 * 1024;
    private static final double FIRST_TOKEN_MICROS = 100;
    private static final double CACHED_TENANT_BYTES = 1024;

    private final PrintStream out;

    Goals(PrintStream out) {
        this.out = out;
    }

    void print(Samples samples, Footprint one, Footprint many, CacheHeap heap) {
        for (Measurement row : Measurement.ALL) {
            if (row.what().equals(Measurement.CALL) && row.by().startsWith(Library.BYOK.title())) {
                atMost(row.by() + ": a call takes longer, µs (p50)", more(samples, row, true), CALL_MICROS);
                atMost(row.by() + ": a call allocates more, bytes", more(samples, row, false), CALL_BYTES);
            } else if (row.what().equals(Measurement.FIRST) && !row.isFloor()) {
                atMost("the first token comes later, µs (p50)", more(samples, row, true), FIRST_TOKEN_MICROS);
            }
        }
        atMost("threads alive with 10,000 tenants, against one", many.threads(), one.threads());
        atMost("sockets opened for 10,000 tenants, against one", many.sockets(), one.sockets());
        atMost("heap of a cached tenant, bytes", heap.bytes(), CACHED_TENANT_BYTES);
        atMost("heap of a cached tenant whose cipher is kept, bytes", heap.withCipher(), CACHED_TENANT_BYTES);
    }

    private static double more(Samples samples, Measurement row, boolean time) {
        return samples.againstFloor(row, time ? Sample::p50 : Sample::bytes, (own, floor) -> own - floor)
                .orElseThrow();
    }

    private void atMost(String what, double measured, double goal) {
        out.printf(
                Locale.ROOT,
                "- %s: %,.1f, goal %,.0f: %s%n",
                what,
                measured,
                goal,
                measured <= goal ? "reached" : "MISSED");
    }
}
