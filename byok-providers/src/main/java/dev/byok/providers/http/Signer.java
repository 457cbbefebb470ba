package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.providers.spec.Auth;
import dev.byok.spi.ProviderCredential;
import okhttp3.Headers;

/** Puts a credential's secret into a request, where the vendor's {@link Auth} says. */
final class Signer {

    private Signer() {}

    static void sign(Headers.Builder headers, Auth auth, ProviderCredential credential) {
        if (auth instanceof Auth.Header header) {
            Secret secret = credential.secrets().get(header.field());
            if (secret == null || secret.isEmpty()) {
                if (header.required()) {
                    throw refused(credential, "the credential has no " + header.field(), "enter the key again");
                }
                return;
            }
            set(headers, header.name(), header.prefix() + reveal(secret, credential), header.field(), credential);
        }
    }

    /** Sets a header to the value of a field, unless no header can hold it. */
    static void set(Headers.Builder headers, String name, String value, String field, ProviderCredential credential) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // OkHttp would put a value that it refuses into its exception
            if (c < 0x20 || c > 0x7E) {
                throw refused(
                        credential,
                        "the field %s has character U+%04X, which cannot be sent".formatted(field, (int) c),
                        "enter it again");
            }
        }
        headers.set(name, value);
    }

    private static String reveal(Secret secret, ProviderCredential credential) {
        try {
            return secret.reveal(SecretAccess.grant());
        } catch (IllegalStateException e) {
            throw refused(credential, "the credential was closed before the call", "open a credential for each call");
        }
    }

    private static ByokException refused(ProviderCredential credential, String what, String hint) {
        return ByokException.of(ErrorCode.CONFIGURATION, "The request cannot be signed: " + what)
                .provider(credential.provider())
                .credentialId(credential.id().orElse(null))
                .hint(hint)
                .build();
    }
}
