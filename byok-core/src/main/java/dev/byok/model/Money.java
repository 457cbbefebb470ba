package dev.byok.model;

import java.math.BigDecimal;
import java.util.Optional;

/** Rules for amounts of US dollars. */
final class Money {

    private Money() {}

    static void check(Optional<BigDecimal> price, String name) {
        if (price.isPresent() && price.get().signum() < 0) {
            throw new IllegalArgumentException("a price is not negative: " + name);
        }
    }

    /** {@return the same amount without zeros at its end and without an exponent} */
    static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
