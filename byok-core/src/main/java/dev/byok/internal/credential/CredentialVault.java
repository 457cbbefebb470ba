package dev.byok.internal.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.PrivacyMode;
import dev.byok.credential.Secret;
import dev.byok.internal.settings.LoadedSettings;
import dev.byok.spi.Endpoint;
import dev.byok.spi.KeySealer;
import dev.byok.spi.KeyStore;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoreListener;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.TenantSalt;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Reads tenants' sealed rows through a cache and opens them. Only sealed rows are kept: an opened credential lives as
 * long as its caller needs it.
 *
 * <p>A write on this node is effective for the next {@link #rows} on this node. Every tenant has a change counter (shared
 * with the few tenants of the same stripe, which costs them one more read). Rows remember the counter's value from before
 * they were read, and count only while it is the same, so a read that began before a write cannot outlive it, whenever it
 * ends. The store is never called inside the cache: that would hold up other tenants' reads.
 *
 * <p>Thread-safe.
 */
public final class CredentialVault implements AutoCloseable {

    private static final int STRIPES = 1024;

    private final KeyStore store;
    private final KeySealer sealer;
    private final Clock clock;
    private final long timeToLive;
    private final Cache<String, TenantRows> cache;
    private final AtomicLongArray changes = new AtomicLongArray(STRIPES);
    private final Runnable endNotification;

    /**
     * Makes an empty vault that listens to the store's changes.
     *
     * @param store where rows are read
     * @param sealer what opens them
     * @param settings how much is kept and for how long
     * @param clock tells how old rows are
     */
    public CredentialVault(KeyStore store, KeySealer sealer, CacheSettings settings, Clock clock) {
        this.store = store;
        this.sealer = sealer;
        this.clock = clock;
        this.timeToLive = settings.timeToLive().toMillis();
        // upkeep on the caller's thread: it is short, and the common pool is not ours
        this.cache = Caffeine.newBuilder()
                .maximumSize(settings.maxTenants())
                .executor(Runnable::run)
                .build();
        this.endNotification = store.onChange(new Changes());
    }

    /**
     * {@return the tenant's rows, not older than the time-to-live and not older than the last change on this node}
     *
     * @param tenant the tenant
     */
    public TenantRows rows(String tenant) {
        TenantRows kept = cache.getIfPresent(tenant);
        return kept != null && kept.isCurrent(changes.get(stripe(tenant)), clock.millis(), timeToLive)
                ? kept
                : fresh(tenant);
    }

    /** {@return the tenant's rows as they are in the store now} */
    TenantRows fresh(String tenant) {
        long stamp = changes.get(stripe(tenant));
        long readAt = clock.millis();
        List<StoredCredential> rows =
                store.list(tenant).stream().map(row -> lean(tenant, row)).toList();
        // after the rows: a salt is stored before the first row that needs it
        TenantSalt salt = rows.isEmpty() ? null : store.findSalt(tenant).orElse(null);
        LoadedSettings settings =
                store.findSettings(tenant).map(LoadedSettings::of).orElse(LoadedSettings.NONE);
        TenantRows read = new TenantRows(rows, salt, settings, stamp, readAt);
        cache.put(rows.isEmpty() ? tenant : rows.get(0).tenant(), read);
        return read;
    }

    /**
     * Opens a row for one call.
     *
     * @param rows what the row was read with, and what the call brings along to open it
     * @param row the row
     * @param endpoint where its provider says that credentials with the row's fields are sent
     * @param callUrl the endpoint that the call brings; null when it brings none
     * @return the credential, which the caller closes
     * @throws ByokException {@code UNDECRYPTABLE}, also when the endpoint is not the one that the secrets are sealed
     *     for; nothing stays open then. {@code E2E_LOCKED} when it is end-to-end encrypted and the rows were not
     *     {@link TenantRows#seen} with its key. {@code ENDPOINT_NOT_ALLOWED} when the call wants another endpoint than the row's
     */
    public ProviderCredential open(TenantRows rows, StoredCredential row, Endpoint endpoint, @Nullable String callUrl) {
        // somebody who can write the row but not the key may have changed its base URL: the seal binds the origin
        if (!endpoint.origin().equals(row.origin())) {
            throw sealedForAnotherOrigin(row);
        }
        if (callUrl != null && !liesIn(row.origin(), callUrl)) {
            throw ByokException.of(
                            ErrorCode.ENDPOINT_NOT_ALLOWED,
                            "The key is for " + row.origin() + ", not for the call's endpoint")
                    .provider(row.provider())
                    .credentialId(row.id())
                    .hint("leave the call's endpoint away, or connect a credential without a base URL")
                    .build();
        }
        FieldOpener opener = opener(rows, row);
        ProviderCredential.Builder credential = ProviderCredential.builder(row.provider())
                .id(row.id())
                .callUrl(callUrl)
                .fields(row.fields());
        boolean opened = false;
        try {
            row.secrets().forEach((field, secret) -> credential.secret(field, opener.open(field, secret)));
            opened = true;
            return credential.build();
        } catch (RuntimeException failure) {
            throw Failures.of("The key sealer", failure, row.provider(), row.id());
        } finally {
            if (!opened) {
                credential.build().close();
            }
        }
    }

    private interface FieldOpener {
        Secret open(String field, SealedField secret);
    }

    private FieldOpener opener(TenantRows rows, StoredCredential row) {
        if (row.privacy() == PrivacyMode.END_TO_END) {
            return (field, secret) -> EndToEndSecrets.open(row, field, secret, rows.access());
        }
        TenantSalt salt = rows.salt();
        if (salt == null) {
            throw Failures.undecryptable(row, "the tenant's salt is gone; connect the key again");
        }
        SealScope scope = new SealScope(row, salt);
        return (field, secret) -> sealer.open(scope.field(field), secret.sealed());
    }

    /**
     * Makes the next {@link #rows} read the store. A writer calls it after its write and before it returns.
     *
     * @param tenant whose rows changed
     */
    public void invalidate(String tenant) {
        changes.incrementAndGet(stripe(tenant));
        cache.invalidate(tenant);
    }

    private void invalidateAll() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            changes.incrementAndGet(stripe);
        }
        cache.invalidateAll();
    }

    /** Ends the store's change notification. The vault stays usable. */
    @Override
    public void close() {
        endNotification.run();
    }

    private static int stripe(String tenant) {
        int hash = tenant.hashCode();
        return (hash ^ (hash >>> 16)) & (STRIPES - 1);
    }

    // up to the slash after an origin every URL parser sees the same authority
    private static boolean liesIn(String origin, String callUrl) {
        return origin.equals(Endpoint.PER_CALL) || callUrl.equals(origin) || callUrl.startsWith(origin + "/");
    }

    private static ByokException sealedForAnotherOrigin(StoredCredential row) {
        return Failures.undecryptable(row, "it is sealed for " + row.origin() + "; connect the key again");
    }

    // a store makes new strings for every row; those that most rows share are kept once
    private static StoredCredential lean(String tenant, StoredCredential row) {
        if (!row.tenant().equals(tenant)) {
            throw ByokException.of(ErrorCode.CONFIGURATION, "The key store gave a row of another tenant")
                    .credentialId(row.id())
                    .hint("does its database compare tenant ids without regard to case or trailing blanks?")
                    .build();
        }
        return row.toBuilder()
                .provider(row.provider().intern())
                .origin(row.origin().intern())
                .fields(withSharedNames(row.fields()))
                .secrets(withSharedNames(row.secrets()))
                .build();
    }

    private static <V> Map<String, V> withSharedNames(Map<String, V> byName) {
        Map<String, V> shared = new LinkedHashMap<>();
        byName.forEach((name, value) -> shared.put(name.intern(), value));
        return shared;
    }

    private final class Changes implements StoreListener {

        @Override
        public void tenantChanged(String tenant) {
            invalidate(tenant);
        }

        @Override
        public void anythingChanged() {
            invalidateAll();
        }
    }
}
