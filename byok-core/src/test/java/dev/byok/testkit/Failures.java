package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The way in which tests assert that a call fails. */
public final class Failures {

    private Failures() {}

    /**
     * Calls, and checks that it fails as users are promised: with a {@link ByokException} of this code, with nothing
     * foreign hanging on it, and without a key anywhere in it.
     *
     * @param code the expected code
     * @param call what should fail
     * @return the failure, for more assertions
     */
    public static ByokException expect(ErrorCode code, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("should have failed with %s", code).isNotNull();
        LeakGuard.requireClean("the failure", thrown);
        assertThat(thrown).isInstanceOf(ByokException.class);
        ByokException failure = (ByokException) thrown;
        assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
        for (Throwable inner = failure.getCause(); inner != null; inner = inner.getCause()) {
            assertThat(inner).as("cause of the failure").isInstanceOf(ByokException.class);
        }
        assertThat(failure.getSuppressed()).as("suppressed by the failure").allMatch(ByokException.class::isInstance);
        return failure;
    }
}
