package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.StoredCredential;
import org.jspecify.annotations.Nullable;

/** The one form in which a failure of somebody else's code (sealer, provider, validator) leaves this package. */
final class Failures {

    private Failures() {}

    /**
     * Completes a {@link ByokException} with what it is about. Of any other exception only its class and its stack trace
     * are kept: its message and causes may hold the value that it failed on.
     */
    static ByokException of(String who, RuntimeException failure, String provider, @Nullable String credential) {
        ByokException.Builder builder = failure instanceof ByokException known
                ? known.toBuilder()
                : ByokException.of(
                                ErrorCode.CONFIGURATION,
                                who + " failed with " + failure.getClass().getName())
                        .hint("the stack trace shows where; the message is left out because it may hold a key");
        ByokException named =
                builder.provider(provider).credentialId(credential).build();
        named.setStackTrace(failure.getStackTrace());
        return named;
    }

    /** {@return the failure of a row that cannot open here, whoever asks} */
    static ByokException undecryptable(StoredCredential row, String hint) {
        return ByokException.of(ErrorCode.UNDECRYPTABLE, "Credential " + row.id() + " does not open")
                .provider(row.provider())
                .credentialId(row.id())
                .hint(hint)
                .build();
    }
}
