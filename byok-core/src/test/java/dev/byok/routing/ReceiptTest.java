package dev.byok.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.chat.Usage;
import java.time.Duration;
import java.util.List;
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

    private static Attempt attempt(@Nullable ErrorCode error) {
        return new Attempt(
                "openai", "gpt-4o", "tp_1", KeySource.OWN_KEY, error, null, 200, Usage.UNKNOWN, null, Duration.ZERO);
    }
}
