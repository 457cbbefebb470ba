package dev.byok.spi;

import java.time.Duration;

/**
 * The three time limits of a call. Each of them ends it with {@code TIMEOUT}.
 *
 * @param connect for name resolution, connection and TLS together
 * @param firstContent from the start of a streamed attempt to its first token, where another route could serve the call
 *     instead, so not on the last one; also the longest silence between two parts of a stream
 * @param total for the whole call, with all routes of a fallback list
 */
public record Timeouts(Duration connect, Duration firstContent, Duration total) {

    /** 10 seconds to connect, 60 seconds to the first token, 10 minutes in all. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(10));

    /** Checks that every limit is positive. */
    public Timeouts {
        requirePositive("connect", connect);
        requirePositive("firstContent", firstContent);
        requirePositive("total", total);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than zero, not " + value);
        }
    }
}
