package dev.byok.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void refusesALimitThatIsNotPositive(Duration wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeouts(wrong, SECOND, SECOND))
                .withMessage("connect must be longer than zero, not " + wrong);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeouts(SECOND, wrong, SECOND))
                .withMessage("firstContent must be longer than zero, not " + wrong);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeouts(SECOND, SECOND, wrong))
                .withMessage("total must be longer than zero, not " + wrong);
    }

    @Test
    void startsWithTenSecondsOneMinuteAndTenMinutes() {
        assertThat(Timeouts.DEFAULT)
                .isEqualTo(new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10)));
    }

    @Test
    void leavesACallNoMoreThanItsTotalTime() {
        CallContext context = CallContext.starting(new Timeouts(SECOND, SECOND, SECOND), new Cancellation());

        assertThat(context.remaining()).isPositive().isLessThanOrEqualTo(SECOND);
    }

    @Test
    void leavesACallNoTimeAfterItsTotalTime() {
        Duration blink = Duration.ofNanos(1);
        CallContext context = CallContext.starting(new Timeouts(blink, blink, blink), new Cancellation());

        while (context.remainingNanos() > 0) {
            Thread.onSpinWait();
        }

        assertThat(context.remaining()).isZero();
    }
}
