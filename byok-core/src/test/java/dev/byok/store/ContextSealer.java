package dev.byok.store;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.spi.KeySealer;
import dev.byok.spi.SealContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Hides nothing, but opens only what was sealed in the same context: so tests see rows that were mixed up. */
final class ContextSealer implements KeySealer {

    @Override
    public String seal(SealContext context, Secret secret) {
        return binding(context) + "." + Base64.getUrlEncoder().encodeToString(secret.revealUtf8(SecretAccess.grant()));
    }

    @Override
    public Secret open(SealContext context, String sealed) {
        int dot = sealed.lastIndexOf('.');
        if (dot < 0 || !sealed.substring(0, dot).equals(binding(context))) {
            throw ByokException.of(ErrorCode.UNDECRYPTABLE, "sealed for something else")
                    .build();
        }
        return Secret.takingUtf8(Base64.getUrlDecoder().decode(sealed.substring(dot + 1)));
    }

    private static String binding(SealContext context) {
        String parts = String.join(
                "|",
                context.tenant(),
                Base64.getEncoder().encodeToString(context.salt().bytes()),
                context.credential(),
                context.provider(),
                context.origin(),
                context.field(),
                Long.toString(context.secretVersion()));
        return Base64.getUrlEncoder().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }
}
