package dev.byok.testkit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds pieces of any canary, in any form, in one pass over a text: the time does not grow with the number of canaries.
 *
 * <p>Eight characters up to U+00FF fit in a {@code long}. Of each form, every n-th such group is put into a table, so
 * that a run which is long enough to be a leak holds at least one of them whole. Where the text has a group of the
 * table, the run around it is measured. Thread-safe.
 */
final class CanarySearch {

    private static final int GROUP = 8;
    private static final int FILTER_BITS = 20;

    private final Map<Long, List<Anchor>> anchors = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);

    /**
     * A place where a text holds a piece of a canary.
     *
     * @param start of the longest run that is part of the form
     * @param end after it
     */
    record Hit(Canary canary, CanaryForm form, int start, int end) {}

    private record Anchor(Canary canary, CanaryForm form, int offset) {}

    synchronized void add(Canary canary) {
        for (CanaryForm form : CanaryForm.of(canary.random())) {
            int stride = form.minRun() - GROUP + 1;
            for (int offset = 0; offset + GROUP <= form.text().length(); offset += stride) {
                long group = group(form.text(), offset);
                filter.set(slot(group));
                anchors.computeIfAbsent(group, key -> new ArrayList<>(1)).add(new Anchor(canary, form, offset));
            }
        }
    }

    synchronized Set<Hit> find(String text) {
        Set<Hit> hits = Set.of();
        long group = 0;
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            group = group << 8 | (c & 0xFF);
            length = c > 0xFF ? 0 : length + 1;
            if (length >= GROUP && filter.get(slot(group))) {
                for (Anchor anchor : anchors.getOrDefault(group, List.of())) {
                    Hit hit = measure(text, i - GROUP + 1, anchor);
                    if (hit.end() - hit.start() >= anchor.form().minRun()) {
                        hits = hits.isEmpty() ? new LinkedHashSet<>() : hits;
                        hits.add(hit);
                    }
                }
            }
        }
        return hits;
    }

    private static Hit measure(String text, int at, Anchor anchor) {
        String form = anchor.form().text();
        int back = 0;
        while (at - back > 0
                && anchor.offset() - back > 0
                && text.charAt(at - back - 1) == form.charAt(anchor.offset() - back - 1)) {
            back++;
        }
        int ahead = GROUP;
        while (at + ahead < text.length()
                && anchor.offset() + ahead < form.length()
                && text.charAt(at + ahead) == form.charAt(anchor.offset() + ahead)) {
            ahead++;
        }
        return new Hit(anchor.canary(), anchor.form(), at - back, at + ahead);
    }

    private static long group(String text, int offset) {
        long group = 0;
        for (int i = offset; i < offset + GROUP; i++) {
            group = group << 8 | text.charAt(i);
        }
        return group;
    }

    private static int slot(long group) {
        return (int) ((group * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - FILTER_BITS));
    }
}
