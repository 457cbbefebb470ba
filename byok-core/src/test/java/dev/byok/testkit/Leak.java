package dev.byok.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A piece of a key where none may be.
 *
 * @param canary whose key
 * @param form how it was written
 * @param where for example {@code System.out} or a logger's name
 * @param context the text around it, with every key in it blotted out
 */
record Leak(Canary canary, String form, String where, String context) {

    private static final int AROUND = 60;

    static List<Leak> of(Collection<CanarySearch.Hit> hits, String where, String text) {
        if (hits.isEmpty()) {
            return List.of();
        }
        char[] blotted = text.toCharArray();
        hits.forEach(hit -> Arrays.fill(blotted, hit.start(), hit.end(), '█'));
        List<Leak> leaks = new ArrayList<>(hits.size());
        for (CanarySearch.Hit hit : hits) {
            int from = Math.max(0, hit.start() - AROUND);
            int to = Math.min(blotted.length, hit.end() + AROUND);
            String context = String.valueOf(blotted, from, to - from).replaceAll("\\p{Cntrl}", "?");
            leaks.add(new Leak(hit.canary(), hit.form().name(), where, context));
        }
        return leaks;
    }

    static AssertionError error(Collection<Leak> leaks) {
        StringBuilder message = new StringBuilder("a key leaked:");
        for (Leak leak : leaks) {
            message.append("\n  ").append(leak);
        }
        return new AssertionError(message);
    }

    @Override
    public String toString() {
        return where + " has " + canary + " (" + form + "): " + context;
    }
}
