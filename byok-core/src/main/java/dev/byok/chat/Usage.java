package dev.byok.chat;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * Tokens of a call, counted alike for every vendor.
 *
 * @param inputTokens all tokens read, cached ones included
 * @param cachedInputTokens those of them that came from the vendor's cache
 * @param cacheWriteTokens those of them that were written to the vendor's cache
 * @param outputTokens all tokens written, reasoning included
 * @param reasoningTokens those of them that were spent on reasoning
 * @param known false when the vendor did not report usage; then every figure is 0
 * @param charged US dollars that the vendor says it charged; most vendors do not say
 */
public record Usage(
        long inputTokens,
        long cachedInputTokens,
        long cacheWriteTokens,
        long outputTokens,
        long reasoningTokens,
        boolean known,
        Optional<BigDecimal> charged) {

    /** What stands where a vendor did not report usage. */
    public static final Usage UNKNOWN = new Usage(0, 0, 0, 0, 0, false);

    /** Checks that it says whether an amount is known. */
    public Usage {
        Objects.requireNonNull(charged, "charged");
    }

    /**
     * Makes one of a vendor that does not say what it charged.
     *
     * @param inputTokens all tokens read, cached ones included
     * @param cachedInputTokens those of them that came from the vendor's cache
     * @param cacheWriteTokens those of them that were written to the vendor's cache
     * @param outputTokens all tokens written, reasoning included
     * @param reasoningTokens those of them that were spent on reasoning
     * @param known false when the vendor did not report usage; then every figure is 0
     */
    public Usage(
            long inputTokens,
            long cachedInputTokens,
            long cacheWriteTokens,
            long outputTokens,
            long reasoningTokens,
            boolean known) {
        this(inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens, known, Optional.empty());
    }

    /**
     * {@return this usage with what the vendor says it charged}
     *
     * @param dollars US dollars
     */
    public Usage withCharged(Optional<BigDecimal> dollars) {
        return new Usage(
                inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens, known, dollars);
    }

    /** {@return input and output together} */
    public long totalTokens() {
        return inputTokens + outputTokens;
    }
}
