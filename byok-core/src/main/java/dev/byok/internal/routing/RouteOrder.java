package dev.byok.internal.routing;

import dev.byok.credential.CredentialStatus;
import dev.byok.spi.StoredCredential;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves routes that will probably fail behind the others: those whose key a vendor refused, and last those that are
 * cooling down. None is dropped: the only one that is left is tried.
 *
 * <p>A key that was refused a while ago keeps its place: somebody may have paid the bill meanwhile, and a key that is never
 * tried would stay behind for ever. When it is refused again, that time starts anew.
 */
final class RouteOrder {

    private static final int GOOD = 0;
    private static final int REFUSED = 1;
    private static final int COOLING = 2;
    private static final Duration REFUSAL = Duration.ofMinutes(10);

    private final Cooldowns cooldowns;
    private final Clock clock;

    RouteOrder(Cooldowns cooldowns, Clock clock) {
        this.cooldowns = cooldowns;
        this.clock = clock;
    }

    /** {@return the steps in the order in which they are tried} */
    List<Step> of(List<Step> steps) {
        if (steps.size() < 2) {
            return steps;
        }
        int[] ranks = new int[steps.size()];
        int worst = GOOD;
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = rank(steps.get(i));
            worst = Math.max(worst, ranks[i]);
        }
        return worst == GOOD ? steps : sorted(steps, ranks);
    }

    private static List<Step> sorted(List<Step> steps, int[] ranks) {
        List<Step> sorted = new ArrayList<>(ranks.length);
        for (int rank = GOOD; rank <= COOLING; rank++) {
            for (int i = 0; i < ranks.length; i++) {
                if (ranks[i] == rank) {
                    sorted.add(steps.get(i));
                }
            }
        }
        return sorted;
    }

    private int rank(Step step) {
        if (!(step instanceof Step.Ready ready)) {
            return GOOD;
        }
        if (cooldowns.isCooling(ready.route())) {
            return COOLING;
        }
        StoredCredential row = ready.route().row();
        return row != null && isRefused(row) ? REFUSED : GOOD;
    }

    private boolean isRefused(StoredCredential row) {
        if (row.status() == CredentialStatus.UNDECRYPTABLE) {
            return true;
        }
        return row.status() == CredentialStatus.INVALID
                && row.testedAt()
                        .filter(at -> clock.instant().isBefore(at.plus(REFUSAL)))
                        .isPresent();
    }
}
