package dev.byok.internal.settings;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.FieldFault.Kind;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.Printable;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.routing.TenantSettings;
import dev.byok.spi.KeyStore;
import dev.byok.spi.StoredSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads and changes the settings of all tenants of a client. Thread-safe. */
public final class SettingsService {

    private static final int TRIES = 10;

    private final KeyStore store;
    private final CredentialVault vault;
    private final ProviderCatalog providers;
    private final Clock clock;

    /**
     * Makes the one service of a client.
     *
     * @param store where settings are kept
     * @param vault the client's cache over the same store
     * @param providers the client's providers
     * @param clock tells the time of changes
     */
    public SettingsService(KeyStore store, CredentialVault vault, ProviderCatalog providers, Clock clock) {
        this.store = store;
        this.vault = vault;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * {@return a tenant's settings, as the next call would use them}
     *
     * @param tenant whose
     */
    public TenantSettings get(String tenant) {
        return vault.rows(tenant).settings();
    }

    /**
     * Changes a tenant's settings by compare-and-set. When somebody else was faster the change is made anew.
     *
     * @param tenant whose
     * @param change gets the present settings; may run several times
     * @return the settings as they are stored now
     */
    public TenantSettings update(String tenant, UnaryOperator<TenantSettings> change) {
        return retry(tenant, present -> {
            TenantSettings before = present.settings();
            TenantSettings next = Objects.requireNonNull(change.apply(before), "the changed settings");
            if (!next.equals(before)) {
                requireKnownProviders(before, next);
                save(tenant, present, next);
            }
            return next;
        });
    }

    /**
     * Replaces a tenant's settings whatever they are now, also when they cannot be read.
     *
     * @param tenant whose
     * @param next the settings from now on
     */
    public void replace(String tenant, TenantSettings next) {
        requireKnownProviders(TenantSettings.DEFAULT, next);
        retry(tenant, present -> {
            save(tenant, present, next);
            return next;
        });
    }

    private TenantSettings retry(String tenant, Function<LoadedSettings, TenantSettings> change) {
        for (int left = TRIES; ; left--) {
            LoadedSettings present =
                    store.findSettings(tenant).map(LoadedSettings::of).orElse(LoadedSettings.NONE);
            try {
                return change.apply(present);
            } catch (ByokException e) {
                if (e.code() != ErrorCode.CONFLICT || left == 1) {
                    throw e;
                }
            }
        }
    }

    private void save(String tenant, LoadedSettings present, TenantSettings next) {
        String json = present.with(next);
        if (json.getBytes(StandardCharsets.UTF_8).length > StoredSettings.MAX_BYTES) {
            Faults faults = new Faults();
            faults.add("JSON", Kind.MALFORMED, "is longer than " + StoredSettings.MAX_BYTES + " bytes");
            faults.throwIfAny();
        }
        try {
            store.saveSettings(
                    new StoredSettings(
                            tenant, present.version() + 1, json, clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                    present.version());
        } finally {
            // also after a failure: it may have come after the write
            vault.invalidate(tenant);
        }
    }

    // those that were there already may be of another client, or of a provider that is gone
    private void requireKnownProviders(TenantSettings before, TenantSettings next) {
        Faults faults = new Faults();
        require("providerPriority", before.providerPriority(), next.providerPriority(), faults);
        Set<String> enabledBefore = before.enabledProviders().orElseGet(Set::of);
        require("enabledProviders", enabledBefore, next.enabledProviders().orElseGet(Set::of), faults);
        require("disabledProviders", before.disabledProviders(), next.disabledProviders(), faults);
        require(
                "defaultModels",
                before.defaultModels().keySet(),
                next.defaultModels().keySet(),
                faults);
        faults.throwIfAny();
    }

    private void require(String path, Collection<String> before, Collection<String> next, Faults faults) {
        for (String provider : next) {
            if (!before.contains(provider) && providers.find(provider).isEmpty()) {
                faults.add(path, Kind.MALFORMED, "names a provider that is not known: " + Printable.of(provider, 40));
            }
        }
    }
}
