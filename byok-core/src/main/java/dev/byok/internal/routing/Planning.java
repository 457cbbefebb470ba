package dev.byok.internal.routing;

import dev.byok.internal.credential.TenantRows;
import dev.byok.routing.KeyMode;
import dev.byok.routing.PlatformFallback;
import dev.byok.routing.TenantSettings;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What one plan is made from.
 *
 * @param request what the caller said
 * @param rows the tenant's sealed keys
 * @param settings what the tenant has set
 * @param policy when the application's keys may serve
 */
record Planning(RouteRequest request, TenantRows rows, TenantSettings settings, PlatformFallback policy) {

    static Planning of(RouteRequest request, TenantRows rows, PlatformFallback clientsPolicy) {
        TenantSettings settings = rows.settings();
        return new Planning(request, rows, settings, settings.platformFallback().orElse(clientsPolicy));
    }

    String tenant() {
        return request.tenant();
    }

    boolean managed() {
        return settings.mode() == KeyMode.MANAGED;
    }

    /** {@return the row that a provider's calls use; null when there is none or stored keys lie dormant} */
    @Nullable
    StoredCredential defaultOf(String provider) {
        return managed() ? null : rows.defaultOf(provider);
    }

    boolean switchedOff(ProviderInfo info) {
        return switchedOff(settings, info);
    }

    /** {@return whether settings keep calls from a provider} */
    static boolean switchedOff(TenantSettings settings, ProviderInfo info) {
        if (!settings.disabledProviders().isEmpty() && names(settings.disabledProviders(), info)) {
            return true;
        }
        return settings.enabledProviders().isPresent()
                && !names(settings.enabledProviders().get(), info);
    }

    private static boolean names(Collection<String> names, ProviderInfo info) {
        if (names.contains(info.id())) {
            return true;
        }
        for (String alias : info.aliases()) {
            if (names.contains(alias)) {
                return true;
            }
        }
        return false;
    }
}
