package dev.byok.model;

import dev.byok.chat.Usage;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tokens cost, in US dollars per million of them. Unknown stays unknown: absent, never zero.
 *
 * <p>It is the price of tokens of text at the vendor's ordinary service level. Batch discounts, priority surcharges,
 * audio and image tokens at prices of their own, and fees per request (a search, for instance) are not in it.
 *
 * @param input tokens read
 * @param output tokens written, reasoning included
 * @param cachedInput tokens read from the vendor's cache
 * @param cacheWrite tokens written to the vendor's cache, for the shortest time the vendor offers
 */
public record TokenPrice(
        Optional<BigDecimal> input,
        Optional<BigDecimal> output,
        Optional<BigDecimal> cachedInput,
        Optional<BigDecimal> cacheWrite) {

    /** Nothing is known. */
    public static final TokenPrice UNKNOWN =
            new TokenPrice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final int PER_MILLION = 6;

    /** Checks that no price is negative. */
    public TokenPrice {
        Money.check(input, "input");
        Money.check(output, "output");
        Money.check(cachedInput, "cachedInput");
        Money.check(cacheWrite, "cacheWrite");
    }

    /**
     * {@return a price of which only input and output are known}
     *
     * @param input US dollars per million tokens
     * @param output US dollars per million tokens
     */
    public static TokenPrice of(BigDecimal input, BigDecimal output) {
        return new TokenPrice(Optional.of(input), Optional.of(output), Optional.empty(), Optional.empty());
    }

    /**
     * {@return what a usage costs in US dollars, exactly; empty when the usage or a price that it needs is unknown}
     *
     * <p>Cached tokens and tokens written to the cache are counted out of {@link Usage#inputTokens()}; where their price
     * is unknown, the price of input stands in. For cached tokens that errs high; for cache writes it can err low,
     * because some vendors add a surcharge.
     *
     * @param usage what was used
     */
    public Optional<BigDecimal> cost(Usage usage) {
        Objects.requireNonNull(usage, "usage");
        if (!usage.known()) {
            return Optional.empty();
        }
        long cached = usage.cachedInputTokens();
        long written = usage.cacheWriteTokens();
        long fresh = Math.max(0, usage.inputTokens() - cached - written);
        Sum sum = new Sum();
        sum.add(fresh, input);
        sum.add(cached, cachedInput.or(this::input));
        sum.add(written, cacheWrite.or(this::input));
        sum.add(usage.outputTokens(), output);
        return sum.dollars();
    }

    boolean isKnown() {
        return !equals(UNKNOWN);
    }

    /** {@return whether every price that is known here is the same there, or unknown there} */
    boolean agreesWith(TokenPrice other) {
        return agree(input, other.input)
                && agree(output, other.output)
                && agree(cachedInput, other.cachedInput)
                && agree(cacheWrite, other.cacheWrite);
    }

    TokenPrice or(TokenPrice fallback) {
        return new TokenPrice(
                input.or(fallback::input),
                output.or(fallback::output),
                cachedInput.or(fallback::cachedInput),
                cacheWrite.or(fallback::cacheWrite));
    }

    private static boolean agree(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isEmpty() || other.isEmpty() || one.get().compareTo(other.get()) == 0;
    }

    private static final class Sum {

        private @Nullable BigDecimal micros = BigDecimal.ZERO;

        void add(long tokens, Optional<BigDecimal> price) {
            if (tokens == 0 || micros == null) {
                return;
            }
            micros = price.isEmpty() ? null : micros.add(price.get().multiply(BigDecimal.valueOf(tokens)));
        }

        Optional<BigDecimal> dollars() {
            return micros == null ? Optional.empty() : Optional.of(Money.plain(micros.movePointLeft(PER_MILLION)));
        }
    }
}
