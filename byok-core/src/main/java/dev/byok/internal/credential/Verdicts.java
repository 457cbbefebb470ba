package dev.byok.internal.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialStatus;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.ValidationResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stores what is found out about a key. A verdict is about the secrets and fields that were tried: when those change
 * meanwhile it is dropped, and when only something else changed it is stored all the same.
 */
final class Verdicts {

    private static final int REASON_LENGTH = 500;
    private static final int TRIES = 2;

    /** How long a verdict of calls stands before it is written anew. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final CredentialRows rows;
    private final Cache<String, Boolean> denied;

    Verdicts(CredentialRows rows, Clock clock) {
        this.rows = rows;
        this.denied = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(PAUSE)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
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
     * Stores that a key was refused, or does not open, or may not do what it was used for. Other codes say nothing about
     * the key.
     *
     * @param tried the row whose key was used
     */
    void failed(StoredCredential tried, ErrorCode code, String reason) {
        switch (code) {
            case AUTH_FAILED -> store(tried, Action.FAILED_IN_USE, row -> refused(row, reason));
            // only a vendor's word sets the time
            case UNDECRYPTABLE ->
                store(
                        tried,
                        Action.FAILED_IN_USE,
                        row -> row.status() == CredentialStatus.UNDECRYPTABLE
                                ? Optional.empty()
                                : change(row, CredentialStatus.UNDECRYPTABLE, reason));
            case PERMISSION_DENIED -> denied(tried, reason);
            default -> {}
        }
    }

    /** Stores that a key that was known as refused, or not to open, served a call. */
    void served(StoredCredential tried) {
        if (tried.status() == CredentialStatus.INVALID || tried.status() == CredentialStatus.UNDECRYPTABLE) {
            store(
                    tried,
                    Action.SERVED_AGAIN,
                    row -> row.status() != tried.status()
                            ? Optional.empty()
                            : Optional.of(row.toBuilder().status(CredentialStatus.VALID, null, rows.now())));
        }
    }

    // many calls fail at once with one dead key: one of them writes, and then one a while when it is still refused
    private Optional<StoredCredential.Builder> refused(StoredCredential row, String reason) {
        boolean known = row.status() == CredentialStatus.INVALID
                && row.testedAt()
                        .filter(at -> rows.now().isBefore(at.plus(PAUSE)))
                        .isPresent();
        return known
                ? Optional.empty()
                : Optional.of(row.toBuilder()
                        .status(CredentialStatus.INVALID, Printable.of(reason, REASON_LENGTH), rows.now()));
    }

    private void denied(StoredCredential tried, String reason) {
        if (denied.asMap().putIfAbsent(tried.id() + ':' + tried.secretVersion(), true) == null) {
            store(tried, Action.FAILED_IN_USE, row -> change(row, row.status(), reason));
        }
    }

    private static Optional<StoredCredential.Builder> change(
            StoredCredential row, CredentialStatus status, String reason) {
        return Optional.of(row.toBuilder()
                .status(
                        status,
                        Printable.of(reason, REASON_LENGTH),
                        row.testedAt().orElse(null)));
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
