package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.credential.TenantRows;
import dev.byok.routing.PlatformFallback;
import dev.byok.spi.PlatformCredentials;
import dev.byok.spi.ProviderCredential;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Routes with the application's own keys.
 *
 * @param credentials the keys; null when the application has none
 * @param policy when they may serve
 */
public record PlatformRoutes(@Nullable PlatformCredentials credentials, PlatformFallback policy) {

    /**
     * {@return whether a key of the application may stand in where the tenant has none} A key that is out of the call's
     * reach is not a missing one: nobody else pays for it unless the policy says so.
     */
    boolean servesInstead(String tenant, String provider, TenantRows rows) {
        boolean may = rows.hides(provider) ? policy == PlatformFallback.ALWAYS : policy != PlatformFallback.NEVER;
        return may && has(tenant, provider);
    }

    /** {@return the steps, and behind them the same ones with the application's keys if they may follow} */
    List<Step> followedByOurs(String tenant, List<Step> steps) {
        if (policy != PlatformFallback.ALWAYS || credentials == null) {
            return steps;
        }
        List<Step> all = new ArrayList<>(steps);
        Set<Route> present = new HashSet<>();
        for (Step step : steps) {
            if (step instanceof Step.Ready ready && ready.route().row() == null) {
                present.add(ready.route());
            }
        }
        for (Step step : steps) {
            if (step instanceof Step.Ready ready
                    && has(tenant, ready.route().provider().info().id())) {
                Route ours = new Route(ready.route().provider(), ready.route().model(), null);
                if (present.add(ours)) {
                    all.add(new Step.Ready(ours));
                }
            }
        }
        return all;
    }

    /** {@return the opened key of a route} */
    ProviderCredential open(String tenant, Route route) {
        String provider = route.provider().info().id();
        if (credentials == null) {
            throw gone(provider);
        }
        return credentials.open(tenant, provider).orElseThrow(() -> gone(provider));
    }

    private boolean has(String tenant, String provider) {
        return credentials != null && credentials.has(tenant, provider);
    }

    private static ByokException gone(String provider) {
        return ByokException.of(ErrorCode.NO_API_KEY, "the application has no key of its own for " + provider)
                .provider(provider)
                .build();
    }
}
