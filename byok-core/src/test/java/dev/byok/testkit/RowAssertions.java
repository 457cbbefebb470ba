package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.StoredCredential;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests of stores expect of rows and writes. */
final class RowAssertions {

    private RowAssertions() {}

    static void assertSame(StoredCredential actual, StoredCredential expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    static void assertConflict(ThrowingCallable change) {
        assertRefused(ErrorCode.CONFLICT, change);
    }

    static void assertErased(ThrowingCallable change) {
        assertRefused(ErrorCode.CONFIGURATION, change);
    }

    static void assertRefused(ErrorCode code, ThrowingCallable change) {
        assertThatExceptionOfType(ByokException.class)
                .isThrownBy(change)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
    }

    /** Makes a change that may be refused, but only with this code. */
    static void doneOr(ErrorCode code, Runnable change) {
        try {
            change.run();
        } catch (ByokException refused) {
            assertThat(refused.code()).isEqualTo(code);
        }
    }
}
