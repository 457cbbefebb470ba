package dev.byok.providers.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** How long a vendor asks to wait: {@code retry-after-ms}, or {@code Retry-After} in seconds or as a date (RFC 9110). */
final class RetryAfter {

    static final String HEADER = "Retry-After";
    static final String HEADER_IN_MILLIS = "retry-after-ms";
    /** Longer than any wait that counts. */
    static final String NEVER = String.valueOf(Integer.MAX_VALUE);

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

    private RetryAfter() {}

    static @Nullable Duration read(Headers headers, Instant now) {
        String millis = headers.get(HEADER_IN_MILLIS);
        Duration exact = millis == null ? null : number(millis, 1);
        if (exact != null) {
            return exact;
        }
        String value = headers.get(HEADER);
        if (value == null) {
            return null;
        }
        Duration seconds = number(value, 1000);
        return seconds != null ? seconds : date(value, now);
    }

    private static @Nullable Duration number(String value, double millis) {
        // Double.parseDouble alone would read 5d, 1e3 and 0x1p3 too
        if (!NUMBER.matcher(value.strip()).matches()) {
            return null;
        }
        double amount = Double.parseDouble(value.strip()) * millis;
        return amount <= LONGEST.toMillis() ? Duration.ofMillis((long) Math.ceil(amount)) : null;
    }

    private static @Nullable Duration date(String value, Instant now) {
        try {
            Instant until = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, until);
            return wait.compareTo(LONGEST) > 0 ? null : wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
