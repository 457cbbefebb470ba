package dev.byok.providers.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** How long a vendor asks to wait: {@code retry-after-ms}, or {@code Retry-After} in seconds or as a date (RFC 9110). */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    static @Nullable Duration read(Headers headers, Instant now) {
        String millis = headers.get("retry-after-ms");
        if (millis != null) {
            return number(millis, 1);
        }
        String value = headers.get(Transport.RETRY_AFTER);
        if (value == null) {
            return null;
        }
        Duration seconds = number(value, 1000);
        return seconds != null ? seconds : date(value, now);
    }

    private static @Nullable Duration number(String value, double millis) {
        try {
            double amount = Double.parseDouble(value.strip()) * millis;
            return amount >= 0 && amount <= LONGEST.toMillis() ? Duration.ofMillis((long) Math.ceil(amount)) : null;
        } catch (NumberFormatException e) {
            return null;
        }
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
