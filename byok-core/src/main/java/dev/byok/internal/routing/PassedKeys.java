package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.ProviderCredential;
import org.jspecify.annotations.Nullable;

/** Opens keys that came with a call and are stored nowhere: every attempt gets a copy, and wipes it. */
final class PassedKeys {

    private PassedKeys() {}

    static ProviderCredential open(ProviderCredential passed, @Nullable String callUrl) {
        ProviderCredential.Builder copy = ProviderCredential.builder(passed.provider())
                .fields(passed.fields())
                .callUrl(callUrl != null ? callUrl : passed.callUrl().orElse(null));
        try {
            passed.secrets().forEach((field, secret) -> copy.secret(field, secret.copy()));
        } catch (IllegalStateException e) {
            copy.build().close();
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "The key that came with the call is closed")
                    .provider(passed.provider())
                    .hint("close it when the call, and every attempt of it, has ended")
                    .build();
        }
        return copy.build();
    }
}
