package dev.byok.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table: a benchmark with its parameters.
 *
 * @param what is done
 * @param by what it is done, and so what tells rows with the same {@code what} apart
 * @param benchmark class and method
 * @param params of the benchmark
 * @param footprint whose threads and sockets stand in the row; null for none
 */
record Measurement(
        String what, String by, String benchmark, Map<String, String> params, CallBenchmark.@Nullable Case footprint) {

    static final String CALL = "whole call";
    static final String FIRST = "first token";

    static final List<Measurement> ALL = all();

    /** {@return whether the rows with the same {@code what} are compared with this one} */
    boolean isFloor() {
        return by.startsWith(Library.OKHTTP.title());
    }

    private static List<Measurement> all() {
        List<Measurement> all = new ArrayList<>();
        for (CallBenchmark.Case which : CallBenchmark.Case.values()) {
            String by = by(which.library, which.tenants);
            all.add(new Measurement(CALL, by, "CallBenchmark.call", Map.of("which", which.name()), which));
        }
        for (Library library : List.of(Library.OKHTTP, Library.BYOK)) {
            Map<String, String> params = Map.of("library", library.name());
            all.add(new Measurement(FIRST, library.title(), "StreamBenchmark.firstToken", params, null));
        }
        for (Library library : List.of(Library.OKHTTP, Library.BYOK)) {
            Map<String, String> params = Map.of("library", library.name());
            all.add(new Measurement(
                    "stream of 1,000 tokens", library.title(), "StreamBenchmark.wholeAnswer", params, null));
        }
        for (int tenants : new int[] {1, 10_000}) {
            Map<String, String> params = Map.of("tenants", String.valueOf(tenants));
            all.add(new Measurement(
                    "find and open a key", by(Library.BYOK, tenants), "LendBenchmark.lendKey", params, null));
        }
        for (String method : List.of("seal", "open")) {
            String benchmark = "SealBenchmark." + method;
            all.add(new Measurement(
                    method + " a key", "with the kept cipher", benchmark, Map.of("cachedTenants", "4096"), null));
            all.add(new Measurement(
                    method + " a key", "deriving the cipher", benchmark, Map.of("cachedTenants", "0"), null));
        }
        return all;
    }

    static String by(Library library, int tenants) {
        String plural = tenants == 1 ? " tenant" : " tenants";
        return library.title() + ", " + String.format(Locale.ROOT, "%,d", tenants) + plural;
    }
}
