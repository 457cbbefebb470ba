package dev.byok;

import dev.byok.internal.settings.SettingsService;
import dev.byok.routing.TenantSettings;
import java.util.function.UnaryOperator;

/**
 * One tenant's settings: whose keys its calls use, and which model and routes. Get it from {@link Tenant#settings()}. A
 * view without state: thread-safe, cheap, nothing to close. What is changed here is effective on the next call of this
 * client.
 *
 * <pre>{@code
 * tenant.settings().update(settings -> settings.toBuilder()
 *         .fallbackChain(FallbackChain.DEFAULT, FallbackChain.of("anthropic/claude-sonnet-4-6"))
 *         .build());
 * }</pre>
 */
public final class Settings {

    private final String tenant;
    private final SettingsService service;

    Settings(String tenant, SettingsService service) {
        this.tenant = tenant;
        this.service = service;
    }

    /**
     * {@return the settings; {@link TenantSettings#DEFAULT} when nothing was set}
     *
     * @throws ByokException {@code CONFIGURATION} when what is stored cannot be read
     */
    public TenantSettings get() {
        return service.get(tenant);
    }

    /**
     * Changes the settings by compare-and-set. When somebody else changed them at the same time the change is made anew
     * on theirs, so nobody's change is lost.
     *
     * @param change gets the present settings and gives the next ones; free of side effects, because it may run again
     * @return the settings as they are stored now
     * @throws ByokException {@code INVALID_FIELDS} when a provider is named that this client does not know, or they are
     *     too large; {@code CONFLICT} when others keep on changing them; {@code CONFIGURATION} when what is stored cannot
     *     be read
     */
    public TenantSettings update(UnaryOperator<TenantSettings> change) {
        return service.update(tenant, change);
    }

    /**
     * Replaces the settings, whatever they are now.
     *
     * @param next for example {@link TenantSettings#fromJson}
     * @throws ByokException {@code INVALID_FIELDS} and {@code CONFLICT} as above
     */
    public void replace(TenantSettings next) {
        service.replace(tenant, next);
    }
}
