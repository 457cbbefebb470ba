package dev.byok.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiptTest {

    private static final Attempt FAILED = attempt(ErrorCode.RATE_LIMITED);
    private static final Attempt SERVED = attempt(null);

    @Test
    void namesTheAttemptThatServedTheCall() {
        assertThat(new Receipt("acme", List.of(FAILED, SERVED)).served()).contains(SERVED);
        assertThat(new Receipt("acme", List.of(FAILED, FAILED)).served()).isEmpty();
        assertThat(new Receipt("acme", List.of()).served()).isEmpty();
    }

    @Test
    void saysWhetherTheCallFellBack() {
        assertThat(new Receipt("acme", List.of(SERVED)).fellBack()).isFalse();
        assertThat(new Receipt("acme", List.of(FAILED, SERVED)).fellBack()).isTrue();
        assertThat(new Receipt("acme", List.of(FAILED, FAILED)).fellBack()).isFalse();
    }

    @Test
    void saysHowAnAttemptFailed() {
        assertThat(FAILED.failure()).contains(ErrorCode.RATE_LIMITED);
        assertThat(SERVED.failure()).isEmpty();
    }

    @Test
    void addsUpWhatAllAttemptsCost() {
        assertThat(new Receipt("acme", List.of(costing("0.0000125"), FAILED, costing("0.25"))).cost())
                .contains(new BigDecimal("0.2500125"));
    }

    @Test
    void knowsNoSumWhenOnePriceIsUnknown() {
        Attempt unpriced = attempt(null, Cost.UNKNOWN);

        assertThat(new Receipt("acme", List.of(costing("0.25"), unpriced)).cost())
                .isEmpty();
        assertThat(unpriced.cost()).hasToString("price unknown");
    }

    private static Attempt costing(String dollars) {
        return attempt(null, Cost.priced(Optional.of(new BigDecimal(dollars))));
    }

    private static Attempt attempt(@Nullable ErrorCode error) {
        return attempt(error, Cost.NONE);
    }

    private static Attempt attempt(@Nullable ErrorCode error, Cost cost) {
        return new Attempt(
                "openai",
                "gpt-4o",
                "tp_1",
                KeySource.OWN_KEY,
                true,
                error,
                null,
                200,
                Consumption.NONE,
                cost,
                Instant.EPOCH,
                null,
                Duration.ZERO);
    }
}
