package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.internal.credential.CheckedFields.NewSecret;
import dev.byok.spi.KeySealer;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.TenantSalt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seals the secrets of a row that is about to be written. */
final class RowSealer {

    private final KeySealer sealer;

    RowSealer(KeySealer sealer) {
        this.sealer = sealer;
    }

    /** {@return the new secrets, sealed for the row as it shall be} */
    Map<String, SealedField> seal(StoredCredential next, TenantSalt salt, Map<String, NewSecret> fresh) {
        SealScope scope = new SealScope(next, salt);
        Map<String, SealedField> sealed = new LinkedHashMap<>();
        fresh.forEach((field, value) -> sealed.put(field, seal(scope, field, value.secret(), value.mask())));
        return sealed;
    }

    /**
     * {@return all secrets of the row as it shall be, of which some are new and some gone}. Those that stay are sealed again too: every
     * secret is bound to the number of changes that the row's secrets went through, so that an old value which somebody
     * puts back does not open.
     */
    Map<String, SealedField> reseal(
            StoredCredential current, StoredCredential next, TenantSalt salt, CheckedFields checked) {
        Map<String, NewSecret> fresh = checked.secrets();
        SealScope from = new SealScope(current, salt);
        SealScope to = new SealScope(next, salt);
        Map<String, SealedField> sealed = new LinkedHashMap<>();
        current.secrets().forEach((field, old) -> {
            if (!checked.removedSecrets().contains(field)) {
                sealed.put(field, fresh.containsKey(field) ? old : move(from, to, field, old));
            }
        });
        sealed.putAll(seal(next, salt, fresh));
        return sealed;
    }

    /** {@return the fingerprints of new secrets, as far as the sealer makes them} */
    Map<String, String> fingerprints(StoredCredential next, TenantSalt salt, Map<String, NewSecret> fresh) {
        SealScope scope = new SealScope(next, salt);
        Map<String, String> fingerprints = new LinkedHashMap<>();
        fresh.forEach((field, value) -> fingerprint(scope, field, value.secret())
                .ifPresent(fingerprint -> fingerprints.put(field, fingerprint)));
        return fingerprints;
    }

    /** {@return the master key that a row's secrets are sealed with; null without a secret, or a sealer without such keys} */
    @Nullable
    String keyId(Map<String, SealedField> secrets) {
        return secrets.values().stream()
                .findFirst()
                .flatMap(secret -> sealer.keyId(secret.sealed()))
                .orElse(null);
    }

    private SealedField move(SealScope from, SealScope to, String field, SealedField old) {
        try (Secret secret = open(from, field, old)) {
            return seal(to, field, secret, old.mask());
        }
    }

    private Secret open(SealScope scope, String field, SealedField sealed) {
        try {
            return sealer.open(scope.field(field), sealed.sealed());
        } catch (RuntimeException failure) {
            ByokException named = named(scope, failure);
            throw named.code() == ErrorCode.UNDECRYPTABLE
                    ? named.toBuilder()
                            .hint("enter every secret of this credential anew")
                            .build()
                    : named;
        }
    }

    private Optional<String> fingerprint(SealScope scope, String field, Secret secret) {
        try {
            return sealer.fingerprint(scope.field(field), secret);
        } catch (RuntimeException failure) {
            throw named(scope, failure);
        }
    }

    private SealedField seal(SealScope scope, String field, Secret secret, String mask) {
        try {
            return new SealedField(sealer.seal(scope.field(field), secret), mask);
        } catch (RuntimeException failure) {
            throw named(scope, failure);
        }
    }

    private static ByokException named(SealScope scope, RuntimeException failure) {
        return Failures.of(
                "The key sealer", failure, scope.row().provider(), scope.row().id());
    }
}
