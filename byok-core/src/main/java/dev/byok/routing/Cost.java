package dev.byok.routing;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What an attempt cost, in US dollars, exactly as far as the figures go.
 *
 * @param dollars the amount; absent when it is unknown, never zero for unknown
 * @param basis how it is known
 */
public record Cost(Optional<BigDecimal> dollars, Basis basis) {

    /** How an amount is known. */
    public enum Basis {
        /** Nothing was used: the request never left, or the vendor refused it. */
        NOTHING_USED,
        /** The vendor said what it charged. */
        VENDOR,
        /** What was used, times the price of the vendor's own list or of the model catalogue. */
        PRICE_LIST,
        /** The price or the usage is not known. */
        UNKNOWN
    }

    /** Nothing was used. */
    public static final Cost NONE = new Cost(Optional.of(BigDecimal.ZERO), Basis.NOTHING_USED);

    /** The price or the usage is not known. */
    public static final Cost UNKNOWN = new Cost(Optional.empty(), Basis.UNKNOWN);

    /** Checks that an amount and its basis belong together. */
    public Cost {
        Objects.requireNonNull(dollars, "dollars");
        Objects.requireNonNull(basis, "basis");
        if (dollars.isPresent() == (basis == Basis.UNKNOWN)) {
            throw new IllegalArgumentException("a cost is unknown or has an amount");
        }
    }

    /**
     * {@return a cost that the vendor told}
     *
     * @param dollars the amount
     */
    public static Cost told(BigDecimal dollars) {
        return new Cost(Optional.of(dollars), Basis.VENDOR);
    }

    /**
     * {@return a cost that was reckoned from a price list}
     *
     * @param dollars the amount; empty when the list does not tell enough
     */
    public static Cost priced(Optional<BigDecimal> dollars) {
        return dollars.isEmpty() ? UNKNOWN : new Cost(dollars, Basis.PRICE_LIST);
    }

    /** {@return the amount with a dollar sign, or {@code price unknown}} */
    @Override
    public String toString() {
        return dollars.map(amount -> "$" + amount.toPlainString()).orElse("price unknown");
    }
}
