package dev.byok.routing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a call took: every attempt in order. The last one served it, unless the call failed, or a second attempt was
 * started because the first one was late and then lost.
 *
 * @param tenant whose call it was
 * @param attempts in the order they were made
 */
public record Receipt(String tenant, List<Attempt> attempts) {

    /** Copies the attempts. */
    public Receipt {
        attempts = List.copyOf(attempts);
    }

    /** {@return the attempt that served the call; empty when it failed} */
    public Optional<Attempt> served() {
        return attempts.stream().filter(Attempt::served).findFirst();
    }

    /** {@return whether another than the first route served the call} */
    public boolean fellBack() {
        return !attempts.isEmpty() && !attempts.get(0).served() && served().isPresent();
    }

    /** {@return what all attempts cost together, in US dollars; empty as soon as the cost of one is unknown} */
    public Optional<BigDecimal> cost() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Attempt attempt : attempts) {
            if (attempt.cost().dollars().isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(attempt.cost().dollars().get());
        }
        return Optional.of(sum);
    }
}
