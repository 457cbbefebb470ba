package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final ByokException refused =
            ByokException.of(ErrorCode.AUTH_FAILED, "refused").build();

    @Test
    void returnsTheFailure() {
        assertThat(Failures.expect(ErrorCode.AUTH_FAILED, () -> {
                    throw refused;
                }))
                .isSameAs(refused);
    }

    @Test
    void refusesASuccess() {
        assertThatThrownBy(() -> Failures.expect(ErrorCode.AUTH_FAILED, () -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("should have failed with AUTH_FAILED");
    }

    @Test
    void refusesAnotherCode() {
        assertThatThrownBy(() -> Failures.expect(ErrorCode.NO_API_KEY, () -> {
                    throw refused;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("NO_API_KEY");
    }

    @Test
    void refusesAForeignException() {
        assertThatThrownBy(() -> Failures.expect(ErrorCode.AUTH_FAILED, () -> {
                    throw new IllegalStateException("closed");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dev.byok.ByokException");
    }

    @Test
    void refusesAForeignCause() {
        refused.initCause(new IllegalStateException("closed"));

        assertThatThrownBy(() -> Failures.expect(ErrorCode.AUTH_FAILED, () -> {
                    throw refused;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cause of the failure");
    }

    @Test
    void refusesAForeignSuppressedException() {
        refused.addSuppressed(new IllegalStateException("closed"));

        assertThatThrownBy(() -> Failures.expect(ErrorCode.AUTH_FAILED, () -> {
                    throw refused;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("suppressed by the failure");
    }
}
