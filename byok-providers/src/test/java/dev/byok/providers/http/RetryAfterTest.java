package dev.byok.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    static List<Arguments> waits() {
        return List.of(
                Arguments.of("0", Duration.ZERO),
                Arguments.of("7", Duration.ofSeconds(7)),
                Arguments.of(" 7 ", Duration.ofSeconds(7)),
                Arguments.of("007", Duration.ofSeconds(7)),
                Arguments.of("1.5", Duration.ofMillis(1500)),
                Arguments.of("0.0001", Duration.ofMillis(1)),
                Arguments.of("86400", Duration.ofDays(1)),
                Arguments.of("Sat, 21 Nov 2026 10:00:30 GMT", Duration.ofSeconds(30)),
                Arguments.of("Sat, 21 Nov 2026 09:59:00 GMT", Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void readsSecondsAndDates(String value, Duration expected) {
        assertThat(RetryAfter.read(Headers.of("Retry-After", value), NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "-1",
                "-0.5",
                "+5",
                "1e3",
                "0x10",
                "5s",
                "5d",
                "5f",
                "NaN",
                "Infinity",
                "1,5",
                "1.",
                ".5",
                "\u0661",
                "86401",
                "99999999999999999999",
                "Sun, 22 Nov 2026 10:00:01 GMT",
                "Fri, 21 Nov 2026 10:00:30 GMT",
                "2026-11-21T10:00:30Z"
            })
    void ignoresWhatIsNoWaitOfAtMostADay(String value) {
        Headers headers =
                new Headers.Builder().addUnsafeNonAscii("Retry-After", value).build();

        assertThat(RetryAfter.read(headers, NOW)).isNull();
    }

    @Test
    void prefersTheHeaderInMilliseconds() {
        assertThat(RetryAfter.read(Headers.of("retry-after-ms", "250", "Retry-After", "1"), NOW))
                .isEqualTo(Duration.ofMillis(250));
        assertThat(RetryAfter.read(Headers.of("Retry-After-Ms", "0.5"), NOW)).isEqualTo(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "86400001"})
    void readsTheOtherHeaderWhenMillisecondsMakeNoSense(String value) {
        assertThat(RetryAfter.read(Headers.of("retry-after-ms", value, "Retry-After", "2"), NOW))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void saysNothingWhenTheVendorSaidNothing() {
        assertThat(RetryAfter.read(Headers.of("x-ratelimit-reset", "7"), NOW)).isNull();
    }
}
