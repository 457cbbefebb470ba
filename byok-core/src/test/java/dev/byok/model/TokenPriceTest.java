package dev.byok.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.chat.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenPriceTest {

    /** Anthropic's price list for Claude Sonnet 4.5: 3, 15, 0.30 for cache hits, 3.75 for cache writes. */
    private static final TokenPrice SONNET =
            new TokenPrice(dollars("3"), dollars("15"), dollars("0.30"), dollars("3.75"));

    /** OpenAI's price list for GPT-5.4 mini: 0.75, 4.50, 0.075 for cached input. */
    private static final TokenPrice MINI =
            new TokenPrice(dollars("0.75"), dollars("4.50"), dollars("0.075"), Optional.empty());

    @Test
    void chargesFreshAndCachedInputApart() {
        // 600 × 0.75 + 400 × 0.075 + 200 × 4.50 = 450 + 30 + 900 = 1380 millionths
        assertThat(MINI.cost(usage(1000, 400, 0, 200))).contains(new BigDecimal("0.00138"));
    }

    @Test
    void chargesCacheWritesOnce() {
        // 100 × 3 + 2000 × 0.30 + 1000 × 3.75 + 500 × 15 = 300 + 600 + 3750 + 7500 = 12150 millionths
        assertThat(SONNET.cost(usage(3100, 2000, 1000, 500))).contains(new BigDecimal("0.01215"));
    }

    @Test
    void countsReasoningWithTheOutputOnly() {
        Usage usage = new Usage(0, 0, 0, 1_000_000, 900_000, true);

        assertThat(SONNET.cost(usage)).contains(new BigDecimal("15"));
    }

    @Test
    void takesThePriceOfInputWhereThatOfTheCacheIsUnknown() {
        TokenPrice plain = TokenPrice.of(new BigDecimal("2"), new BigDecimal("8"));

        // 300 × 2 + 10 × 8 = 680 millionths
        assertThat(plain.cost(usage(300, 100, 100, 10))).contains(new BigDecimal("0.00068"));
    }

    @Test
    void isExactForTheSmallestAmounts() {
        TokenPrice tiny = new TokenPrice(dollars("0.0028"), dollars("0.28"), Optional.empty(), Optional.empty());

        assertThat(tiny.cost(usage(1, 0, 0, 0))).contains(new BigDecimal("0.0000000028"));
        assertThat(tiny.cost(usage(1, 0, 0, 0)).map(BigDecimal::toPlainString)).contains("0.0000000028");
    }

    @Test
    void isExactForTheLargestCounts() {
        assertThat(SONNET.cost(usage(9_000_000_000_000L, 0, 0, 1))).contains(new BigDecimal("27000000.000015"));
    }

    @Test
    void knowsNoCostWithoutAPriceThatIsNeeded() {
        TokenPrice inputOnly = new TokenPrice(dollars("1"), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(inputOnly.cost(usage(10, 0, 0, 1))).isEmpty();
        assertThat(inputOnly.cost(usage(10, 0, 0, 0))).contains(new BigDecimal("0.00001"));
        assertThat(TokenPrice.UNKNOWN.cost(usage(1, 0, 0, 0))).isEmpty();
    }

    @Test
    void knowsNoCostOfAnUnknownUsage() {
        assertThat(SONNET.cost(Usage.UNKNOWN)).isEmpty();
    }

    @Test
    void neverChargesANegativeNumberOfTokens() {
        // a vendor that reports more cached tokens than input tokens
        assertThat(SONNET.cost(usage(100, 200, 0, 0))).contains(new BigDecimal("0.00006"));
    }

    @Test
    void refusesANegativePrice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenPrice.of(new BigDecimal("-1"), BigDecimal.ONE))
                .withMessageContaining("input");
    }

    private static Usage usage(long input, long cached, long written, long output) {
        return new Usage(input, cached, written, output, 0, true);
    }

    private static Optional<BigDecimal> dollars(String amount) {
        return Optional.of(new BigDecimal(amount));
    }
}
