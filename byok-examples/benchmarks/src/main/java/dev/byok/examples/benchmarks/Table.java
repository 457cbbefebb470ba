package dev.byok.examples.benchmarks;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints the results as one table of Markdown. */
final class Table {

    private static final String HEAD = """
            | | | p50 µs (all rounds) | × | more µs | p99 µs | bytes | more bytes | threads alive / started | sockets |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    private final PrintStream out;
    private final Samples samples;
    private final Map<CallBenchmark.Case, Footprint> footprints;

    Table(PrintStream out, Samples samples, Map<CallBenchmark.Case, Footprint> footprints) {
        this.out = out;
        this.samples = samples;
        this.footprints = footprints;
    }

    void print() {
        out.print(HEAD);
        Measurement.ALL.forEach(this::print);
    }

    private void print(Measurement row) {
        Optional<Double> ratio = samples.againstFloor(row, Sample::p50, (own, floor) -> own / floor);
        Optional<Double> later = samples.againstFloor(row, Sample::p50, (own, floor) -> own - floor);
        Optional<Double> more = samples.againstFloor(row, Sample::bytes, (own, floor) -> own - floor);
        Footprint footprint = row.footprint() == null ? null : footprints.get(row.footprint());
        double p99 = samples.median(row, Sample::p99);
        String[] cells = {
            row.what(),
            row.by(),
            micros(row),
            ratio.map(value -> text("%.2f", value)).orElse(""),
            later.map(value -> text("%+.1f", value)).orElse(""),
            p99 == 0 ? "" : text("%,.1f", p99),
            text("%,.0f", samples.median(row, Sample::bytes)),
            more.map(value -> text("%+,.0f", value)).orElse(""),
            threads(footprint),
            footprint == null ? "" : String.valueOf(footprint.sockets()),
        };
        out.println("| " + String.join(" | ", cells) + " |");
    }

    private String micros(Measurement row) {
        double median = samples.median(row, Sample::p50);
        double least = samples.least(row, Sample::p50);
        double most = samples.most(row, Sample::p50);
        String format = median < 10 ? "%.2f" : "%,.1f";
        String range = least < most ? " (" + text(format, least) + " to " + text(format, most) + ")" : "";
        return text(format, median) + range;
    }

    private static String threads(@Nullable Footprint footprint) {
        return footprint == null ? "" : footprint.threads() + " / " + footprint.started();
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
