package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.spi.EndToEndContext;
import dev.byok.spi.EndToEndOpener;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Opens the secrets of an end-to-end encrypted row with the key that the customer sent along with the call. */
final class EndToEndSecrets {

    private EndToEndSecrets() {}

    /**
     * {@return the secret of one field}
     *
     * <p>The device sealed endpoint and version with the secret. The row says both too, and who can write the row could
     * have changed it: then the key would go to another host, or be an older one.
     *
     * @throws ByokException {@code E2E_LOCKED} without the customer's key, or with another one; {@code UNDECRYPTABLE}
     */
    static Secret open(StoredCredential row, String field, SealedField sealed, KeyAccess access) {
        if (access.isBackground()) {
            throw KeyAccess.lockedInBackground(row.provider());
        }
        EndToEndOpener opener = access.opener();
        if (opener == null) {
            throw locked(row);
        }
        EndToEndContext context = new EndToEndContext(row.tenant(), row.id(), row.provider(), field);
        try (Secret opened = opener.open(context, sealed.sealed())) {
            byte[] bytes = opened.revealUtf8(SecretAccess.grant());
            try {
                return checked(row, SealedContent.read(bytes));
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    private static Secret checked(StoredCredential row, @Nullable SealedContent content) {
        if (content == null) {
            throw Failures.undecryptable(
                    row, "it is no content that the library sealed; seal the key again on the customer's device");
        }
        if (!content.origin().equals(row.origin())) {
            content.value().close();
            throw Failures.undecryptable(
                    row, "it is sealed for another endpoint than " + row.origin() + "; seal the key again");
        }
        if (content.version() != row.secretVersion()) {
            content.value().close();
            throw Failures.undecryptable(
                    row,
                    "it is version " + content.version() + " of the key, and the row says " + row.secretVersion()
                            + "; seal the key again");
        }
        return content.value();
    }

    private static ByokException locked(StoredCredential row) {
        return ByokException.of(ErrorCode.E2E_LOCKED, "Credential " + row.id() + " is end-to-end encrypted and locked")
                .provider(row.provider())
                .credentialId(row.id())
                .hint("unlock the tenant for this call with the customer's key: tenant.unlock(…)")
                .build();
    }
}
