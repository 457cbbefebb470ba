package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialStatus;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.ValidationResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stores what is found out about a key. A verdict is about the secrets and fields that were tried: when those change
 * meanwhile it is dropped, and when only something else changed it is stored all the same.
 */
final class Verdicts {

    private static final int REASON_LENGTH = 500;
    private static final int TRIES = 2;

    private final CredentialRows rows;

    Verdicts(CredentialRows rows) {
        this.rows = rows;
    }

    /**
     * Stores a live check's result. That a key has the right form is known of every stored one: it says nothing new.
     *
     * @param tried the row that was checked
     * @param betterFields the fields to store with it
     */
    void tested(StoredCredential tried, ValidationResult result, Map<String, String> betterFields) {
        if (result.verdict() == ValidationResult.Verdict.SHAPE_ONLY) {
            notAsked(tried);
            return;
        }
        String reason = result.verdict() == ValidationResult.Verdict.VALID
                ? null
                : Printable.of(result.message(), REASON_LENGTH);
        store(tried, Action.TESTED, row -> {
            CredentialStatus status = switch (result.verdict()) {
                case VALID, VALID_LIMITED -> CredentialStatus.VALID;
                case INVALID -> CredentialStatus.INVALID;
                case SHAPE_ONLY, INCONCLUSIVE -> opened(row.status());
            };
            return Optional.of(row.toBuilder().fields(betterFields).status(status, reason, rows.now()));
        });
    }

    private void notAsked(StoredCredential tried) {
        store(tried, Action.TESTED, row -> {
            CredentialStatus status = opened(row.status());
            return status == row.status()
                    ? Optional.empty()
                    : Optional.of(
                            row.toBuilder().status(status, null, row.testedAt().orElse(null)));
        });
    }

    // it was asked about, so it did open
    private static CredentialStatus opened(CredentialStatus status) {
        return status == CredentialStatus.UNDECRYPTABLE ? CredentialStatus.UNTESTED : status;
    }

    /**
     * Stores that a key was refused, or does not open. Other codes say nothing about the key.
     *
     * @param tried the row whose key was used
     */
    void failed(StoredCredential tried, ErrorCode code, String reason) {
        CredentialStatus status = switch (code) {
            case AUTH_FAILED -> CredentialStatus.INVALID;
            case UNDECRYPTABLE -> CredentialStatus.UNDECRYPTABLE;
            default -> tried.status();
        };
        store(tried, Action.FAILED_IN_USE, row -> {
            // many calls fail at once with one dead key; one of them writes
            if (row.status() == status) {
                return Optional.empty();
            }
            // only a vendor's word sets the time
            Instant at = status == CredentialStatus.INVALID
                    ? rows.now()
                    : row.testedAt().orElse(null);
            return Optional.of(row.toBuilder().status(status, Printable.of(reason, REASON_LENGTH), at));
        });
    }

    private void store(
            StoredCredential tried,
            Action action,
            Function<StoredCredential, Optional<StoredCredential.Builder>> verdict) {
        StoredCredential row = tried;
        for (int left = TRIES; left > 0 && row != null; left--) {
            Optional<StoredCredential.Builder> change = verdict.apply(row);
            if (change.isEmpty() || written(row, change.get(), action)) {
                return;
            }
            row = again(tried);
        }
    }

    private boolean written(StoredCredential row, StoredCredential.Builder change, Action action) {
        try {
            rows.replace(row, change, action);
            return true;
        } catch (ByokException failure) {
            if (failure.code() == ErrorCode.CONFLICT) {
                return false;
            }
            throw failure;
        }
    }

    private @Nullable StoredCredential again(StoredCredential tried) {
        return rows.again(tried)
                .filter(row -> row.secretVersion() == tried.secretVersion()
                        && row.fields().equals(tried.fields()))
                .orElse(null);
    }
}
