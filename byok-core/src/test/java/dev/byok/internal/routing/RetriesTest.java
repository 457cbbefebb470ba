package dev.byok.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.routing.RetryPolicy;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

final class RetriesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Retries retries = new Retries(
            new RetryPolicy(4, Duration.ofMillis(100), Duration.ofMillis(350), Duration.ofSeconds(10)), new Random(7));

    @Test
    void pausesByChanceWithinABoundThatDoublesUpToTheLongest() {
        assertThat(longestOf(0)).isBetween(Duration.ofMillis(90), Duration.ofMillis(100));
        assertThat(longestOf(1)).isBetween(Duration.ofMillis(180), Duration.ofMillis(200));
        assertThat(longestOf(2)).isBetween(Duration.ofMillis(315), Duration.ofMillis(350));
        assertThat(longestOf(3)).isBetween(Duration.ofMillis(315), Duration.ofMillis(350));
    }

    @Test
    void pausesAnywhereFromNothingOn() {
        Set<Long> tenths = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            tenths.add(retries.pause(outage().build(), 0, MINUTE).toMillis() / 10);
        }

        assertThat(tenths).contains(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void stopsAfterTheMostTries() {
        assertThat(retries.pause(outage().build(), 4, MINUTE)).isNull();
        assertThat(new Retries(RetryPolicy.NONE, new Random(7)).pause(outage().build(), 0, MINUTE))
                .isNull();
    }

    @Test
    void waitsAsLongAsAVendorAsks() {
        assertThat(retries.pause(limit().retryAfter(Duration.ofSeconds(9)).build(), 0, MINUTE))
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(retries.pause(outage().retryAfter(Duration.ofSeconds(3)).build(), 0, MINUTE))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void doesNotWaitLongerThanThePolicySays() {
        assertThat(retries.pause(limit().retryAfter(Duration.ofSeconds(11)).build(), 0, MINUTE))
                .isNull();
    }

    @Test
    void doesNotWaitLongerThanTheCallHas() {
        assertThat(retries.pause(limit().retryAfter(Duration.ofSeconds(9)).build(), 0, Duration.ofSeconds(9)))
                .isNull();
    }

    @Test
    void doesNotGuessHowLongARateLimitLasts() {
        assertThat(retries.pause(limit().build(), 0, MINUTE)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"ENDPOINT_UNREACHABLE", "BAD_RESPONSE"})
    void triesOnceMoreWhatMayHaveBeenAnAccident(ErrorCode code) {
        ByokException failure = ByokException.of(code, "no").build();

        assertThat(retries.pause(failure, 0, MINUTE)).isNotNull();
        assertThat(retries.pause(failure, 1, MINUTE)).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ENDPOINT_UNREACHABLE", "BAD_RESPONSE", "PROVIDER_UNAVAILABLE", "RATE_LIMITED"})
    void neverRepeatsWhatWouldFailAgain(ErrorCode code) {
        ByokException failure =
                ByokException.of(code, "no").retryAfter(Duration.ZERO).build();

        assertThat(retries.pause(failure, 0, MINUTE)).isNull();
    }

    @Test
    void aPolicyHasNoNegativeNumbers() {
        assertThatThrownBy(() -> new RetryPolicy(-1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofMillis(-1), Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Duration longestOf(int before) {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 1_000; i++) {
            Duration pause = retries.pause(outage().build(), before, MINUTE);
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        return longest;
    }

    private static ByokException.Builder outage() {
        return ByokException.of(ErrorCode.PROVIDER_UNAVAILABLE, "no");
    }

    private static ByokException.Builder limit() {
        return ByokException.of(ErrorCode.RATE_LIMITED, "no");
    }
}
