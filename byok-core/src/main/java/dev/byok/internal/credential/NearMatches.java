package dev.byok.internal.credential;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant with a name that does not exist. */
final class NearMatches {

    private static final int SHOWN = 3;
    private static final int LONGEST = 64;
    private static final int SHORTEST_PART = 3;

    private NearMatches() {}

    /** {@return up to three names that differ little, or that are part of the wanted one or the other way round} */
    static List<String> of(String wanted, Collection<String> names) {
        if (wanted.length() > LONGEST) {
            return List.of();
        }
        String plain = wanted.strip().toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> isNear(plain, name))
                .sorted(Comparator.comparingInt((String name) -> distance(plain, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    private static boolean isNear(String wanted, String name) {
        boolean part = Math.min(wanted.length(), name.length()) >= SHORTEST_PART
                && (name.contains(wanted) || wanted.contains(name));
        return part || distance(wanted, name) <= Math.min(2, name.length() / 3);
    }

    // Levenshtein's distance, one row at a time
    private static int distance(String from, String to) {
        int[] costs = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            costs[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int diagonal = costs[0];
            costs[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = costs[column];
                costs[column] = Math.min(replaced, 1 + Math.min(diagonal, costs[column - 1]));
            }
        }
        return costs[to.length()];
    }
}
