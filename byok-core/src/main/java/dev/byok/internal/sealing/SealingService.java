package dev.byok.internal.sealing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.event.ByokEvent;
import dev.byok.event.TenantEvent;
import dev.byok.event.TenantEvent.Action;
import dev.byok.internal.credential.CredentialService;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.TenantIds;
import dev.byok.sealing.KeyUsage;
import dev.byok.sealing.ResealProgress;
import dev.byok.sealing.Sealing;
import dev.byok.spi.KeySealer;
import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredTenant;
import dev.byok.spi.TenantSalt;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sealing over a client's store and sealer. */
public final class SealingService implements Sealing {

    private static final int MAX_BATCH = 10_000;

    private final SealedRows rows;
    private final CredentialService credentials;
    private final CredentialVault vault;
    private final Clock clock;
    private final Consumer<? super ByokEvent> events;
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes the one service of a client.
     *
     * @param store where rows are kept
     * @param sealer what seals their secrets
     * @param credentials is told of rows that do not open
     * @param vault is told of rows that changed
     * @param clock tells the time of progress and erasures
     * @param events is told of every change after it was written; must not throw
     */
    public SealingService(
            KeyStore store,
            KeySealer sealer,
            CredentialService credentials,
            CredentialVault vault,
            Clock clock,
            Consumer<? super ByokEvent> events) {
        this.rows = new SealedRows(store, sealer);
        this.credentials = credentials;
        this.vault = vault;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public KeyUsage usage() {
        Map<String, Long> byKey = new HashMap<>();
        long[] counts = new long[2];
        rows.forEach(null, DEFAULT_BATCH, row -> {
            Set<String> keys = rows.keysOf(row);
            keys.forEach(key -> byKey.merge(key, 1L, Long::sum));
            counts[0]++;
            counts[1] += keys.isEmpty() && !row.secrets().isEmpty() ? 1 : 0;
        });
        Long unreadable = byKey.remove(SealedRows.UNREADABLE);
        Set<String> missing = new TreeSet<>(byKey.keySet());
        missing.removeAll(rows.sealer().keyIds());
        return new KeyUsage(counts[0], byKey, counts[1], unreadable == null ? 0 : unreadable, missing);
    }

    @Override
    public void requireMasterKeys() {
        KeyUsage usage = usage();
        if (!usage.missing().isEmpty()) {
            long rows = usage.missing().stream().mapToLong(usage::under).sum();
            throw ByokException.of(
                            ErrorCode.CONFIGURATION,
                            "The sealer lacks the master keys " + String.join(", ", usage.missing()) + " of " + rows
                                    + " stored credentials")
                    .hint("load the keyset of this environment that has them, enabled, before anything is served")
                    .build();
        }
    }

    @Override
    public void refuse(String keyId) {
        if (rows.sealer().primaryKeyId().filter(keyId::equals).isPresent()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "This node seals with master key " + keyId + " itself")
                    .hint("make another key the primary one on all nodes first")
                    .build();
        }
        rows.store().refuseKey(keyId);
    }

    @Override
    public ResealProgress reseal() {
        return reseal(DEFAULT_BATCH, null, progress -> true);
    }

    @Override
    public ResealProgress reseal(int batch, @Nullable String cursor, Predicate<ResealProgress> goOn) {
        if (batch < 1 || batch > MAX_BATCH) {
            throw new IllegalArgumentException("a batch has 1 to " + MAX_BATCH + " rows, not " + batch);
        }
        String primary = rows.sealer()
                .primaryKeyId()
                .orElseThrow(() -> ByokException.of(ErrorCode.CONFIGURATION, "The sealer has no master keys to rotate")
                        .hint("implement keyId and primaryKeyId of KeySealer, or use TinkSealer")
                        .build());
        return new Resealer(rows, primary, credentials, vault::invalidate, clock, batch).run(cursor, goOn);
    }

    @Override
    public int erase(String tenant) {
        TenantIds.require(tenant);
        int removed;
        try {
            removed = rows.store().erase(tenant, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } finally {
            vault.invalidate(tenant);
            rows.sealer().forget(tenant);
        }
        events.accept(new TenantEvent(tenant, Action.ERASED, removed));
        return removed;
    }

    @Override
    public void readmit(String tenant) {
        StoredTenant erased = rows.store()
                .findTenant(TenantIds.require(tenant))
                .filter(stored -> stored.erasedAt().isPresent())
                .orElseThrow(() -> ByokException.of(ErrorCode.NOT_FOUND, "There is no erased tenant of that id")
                        .build());
        byte[] salt = new byte[TenantSalt.BYTES];
        random.nextBytes(salt);
        rows.store().salt(tenant, TenantSalt.of(salt, erased.generation() + 1));
        vault.invalidate(tenant);
        events.accept(new TenantEvent(tenant, Action.READMITTED, 0));
    }
}
