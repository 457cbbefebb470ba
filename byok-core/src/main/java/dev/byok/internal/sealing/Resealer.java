package dev.byok.internal.sealing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.credential.CredentialService;
import dev.byok.internal.credential.SealScope;
import dev.byok.sealing.ResealFailure;
import dev.byok.sealing.ResealProgress;
import dev.byok.spi.Page;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.TenantSalt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One pass over all rows, which seals with the primary master key what is sealed with another. Not thread-safe. */
final class Resealer {

    // somebody who changes a row again and again; it is sealed with the primary key by then anyway
    private static final int TRIES = 3;

    private final SealedRows rows;
    private final String primary;
    private final CredentialService credentials;
    private final Consumer<String> changed;
    private final Clock clock;
    private final int batch;
    private final Instant start;
    private long remaining;
    private long done;
    private long skipped;
    private long failed;
    private List<ResealFailure> failures = new ArrayList<>();
    private Map<String, TenantSalt> salts = Map.of();

    Resealer(
            SealedRows rows,
            String primary,
            CredentialService credentials,
            Consumer<String> changed,
            Clock clock,
            int batch) {
        this.rows = rows;
        this.primary = primary;
        this.credentials = credentials;
        this.changed = changed;
        this.clock = clock;
        this.batch = batch;
        this.start = clock.instant();
    }

    ResealProgress run(@Nullable String cursor, Predicate<ResealProgress> goOn) {
        remaining = rows.store().count(cursor);
        Optional<String> next = Optional.ofNullable(cursor);
        ResealProgress progress;
        do {
            Page<StoredCredential> page = rows.store().scan(next.orElse(null), batch);
            failures = new ArrayList<>();
            salts = rows.store().findSalts(tenantsOf(page.items()));
            reseal(page.items());
            remaining = page.next().isEmpty()
                    ? 0
                    : Math.max(0, remaining - page.items().size());
            next = page.next();
            progress = progress(next);
        } while (goOn.test(progress) && next.isPresent());
        return progress;
    }

    private void reseal(List<StoredCredential> batch) {
        List<StoredCredential> left = batch;
        for (int attempt = 1; !left.isEmpty() && attempt <= TRIES; attempt++) {
            left = lost(replacements(left));
        }
        left.forEach(row -> fail(row, ErrorCode.CONFLICT, "it was changed by somebody else every time"));
    }

    private List<Replacement> replacements(List<StoredCredential> batch) {
        List<Replacement> replacements = new ArrayList<>();
        for (StoredCredential row : batch) {
            try {
                StoredCredential next = resealed(row);
                if (next == null) {
                    skipped++;
                } else {
                    replacements.add(new Replacement(row, next));
                }
            } catch (ByokException failure) {
                if (rows.store().find(row.tenant(), row.id()).isEmpty()) {
                    // removed, or its whole tenant erased, since the page was read
                    skipped++;
                    continue;
                }
                credentials.markFailed(row, failure.code(), failure.summary());
                fail(row, failure.code(), failure.summary());
            } catch (RuntimeException failure) {
                // its message may hold a key
                fail(row, ErrorCode.CONFIGURATION, failure.getClass().getName());
            }
        }
        return replacements;
    }

    /** {@return those that somebody else changed meanwhile, as they are now} */
    private List<StoredCredential> lost(List<Replacement> replacements) {
        if (replacements.isEmpty()) {
            return List.of();
        }
        List<Boolean> made = rows.store().replaceAll(replacements);
        List<StoredCredential> lost = new ArrayList<>();
        for (int i = 0; i < replacements.size(); i++) {
            StoredCredential row = replacements.get(i).current();
            if (made.get(i)) {
                done++;
                changed.accept(row.tenant());
            } else {
                rows.store().find(row.tenant(), row.id()).ifPresentOrElse(lost::add, () -> skipped++);
            }
        }
        return lost;
    }

    private @Nullable StoredCredential resealed(StoredCredential row) {
        if (rows.isAllUnder(primary, row)) {
            return null;
        }
        TenantSalt salt = Optional.ofNullable(salts.get(row.tenant()))
                .orElseThrow(
                        () -> ByokException.of(ErrorCode.UNDECRYPTABLE, "Credential " + row.id() + " does not open")
                                .hint("the tenant's salt is gone")
                                .build());
        SealScope scope = new SealScope(row, salt);
        Map<String, SealedField> secrets = new LinkedHashMap<>();
        row.secrets().forEach((field, old) -> {
            String text = rows.isUnder(primary, old.sealed())
                    ? old.sealed()
                    : rows.sealer().reseal(scope.field(field), old.sealed());
            secrets.put(field, new SealedField(text, old.mask()));
        });
        return row.toBuilder()
                .secrets(secrets)
                .keyId(primary)
                .version(row.version() + 1)
                .build();
    }

    // only those that need one: a page of a finished pass needs none
    private Set<String> tenantsOf(List<StoredCredential> page) {
        return page.stream()
                .filter(row -> !rows.isAllUnder(primary, row))
                .map(StoredCredential::tenant)
                .collect(Collectors.toSet());
    }

    private void fail(StoredCredential row, ErrorCode code, String reason) {
        failed++;
        failures.add(new ResealFailure(row.tenant(), row.id(), code, reason));
    }

    private ResealProgress progress(Optional<String> next) {
        Instant now = clock.instant();
        Duration elapsed = Duration.between(start, now);
        long seen = done + skipped + failed;
        Optional<Instant> end = next.isEmpty() || seen == 0 || elapsed.isZero()
                ? Optional.empty()
                : Optional.of(now.plusNanos((long) (elapsed.toNanos() * ((double) remaining / seen))));
        return new ResealProgress(done, skipped, failed, remaining, elapsed, end, next, failures);
    }
}
