package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.providers.spec.Auth;
import dev.byok.spi.ProviderCredential;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Puts a credential's secret into a request, where the vendor's {@link Auth} says. */
final class Signer {

    private Signer() {}

    static void sign(Headers.Builder headers, Auth auth, ProviderCredential credential) {
        if (auth instanceof Auth.Header header) {
            Secret secret = credential.secrets().get(header.field());
            if (secret == null || secret.isEmpty()) {
                if (header.required()) {
                    throw refused(credential, "the credential has no " + header.field());
                }
                return;
            }
            String value = header.prefix() + secret.reveal(SecretAccess.grant());
            // OkHttp would put a value that it refuses into its exception
            requirePrintable(credential, "the stored key", value);
            headers.set(header.name(), value);
        }
    }

    static void requirePrintable(ProviderCredential credential, String what, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c > 0x7E) {
                throw refused(credential, "%s has character U+%04X, which cannot be sent".formatted(what, (int) c));
            }
        }
    }

    private static ByokException refused(ProviderCredential credential, @Nullable String message) {
        return ByokException.of(ErrorCode.CONFIGURATION, "The request cannot be signed: " + message)
                .provider(credential.provider())
                .credentialId(credential.id().orElse(null))
                .hint("enter it again")
                .build();
    }
}
