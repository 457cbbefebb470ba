package dev.byok.chat;

/**
 * Tokens of a call, counted alike for every vendor.
 *
 * @param inputTokens all tokens read, cached ones included
 * @param cachedInputTokens those of them that came from the vendor's cache
 * @param cacheWriteTokens those of them that were written to the vendor's cache
 * @param outputTokens all tokens written, reasoning included
 * @param reasoningTokens those of them that were spent on reasoning
 * @param known false when the vendor did not report usage; then every figure is 0
 */
public record Usage(
        long inputTokens,
        long cachedInputTokens,
        long cacheWriteTokens,
        long outputTokens,
        long reasoningTokens,
        boolean known) {

    /** What stands where a vendor did not report usage. */
    public static final Usage UNKNOWN = new Usage(0, 0, 0, 0, 0, false);

    /** {@return input and output together} */
    public long totalTokens() {
        return inputTokens + outputTokens;
    }
}
