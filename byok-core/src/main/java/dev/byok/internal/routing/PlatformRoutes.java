package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.routing.KeySource;
import dev.byok.routing.PlatformFallback;
import dev.byok.spi.PlatformCredentials;
import dev.byok.spi.ProviderCredential;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes with the application's own keys.
 *
 * @param credentials the keys; null when the application has none
 * @param policy when they may serve
 */
public record PlatformRoutes(@Nullable PlatformCredentials credentials, PlatformFallback policy) {

    /**
     * {@return whether a key of the application serves where the tenant has none, or is to use none of its own} A key that
     * is out of the call's reach is not a missing one: nobody else pays for it unless the policy says so.
     */
    boolean standsIn(Planning planning, String provider) {
        PlatformFallback policy = planning.policy();
        boolean may = planning.managed()
                || policy == PlatformFallback.ALWAYS
                || (policy == PlatformFallback.WHEN_MISSING && !planning.rows().hides(provider));
        return may && mayServe(planning, provider);
    }

    /** {@return whether there is a key of the application, and it may go where this call goes} */
    boolean mayServe(Planning planning, String provider) {
        return planning.request().callUrl() == null
                && credentials != null
                && credentials.has(planning.tenant(), provider);
    }

    /** Adds the same routes with the application's keys behind the tenant's own ones, if they may follow. */
    void follow(Planning planning, List<Step> steps) {
        if (planning.policy() != PlatformFallback.ALWAYS || planning.managed() || credentials == null) {
            return;
        }
        int own = steps.size();
        for (int i = 0; i < own; i++) {
            if (steps.get(i) instanceof Step.Ready ready
                    && ready.route().source() == KeySource.OWN_KEY
                    && mayServe(planning, ready.route().provider().info().id())) {
                Step ours = new Step.Ready(
                        new Route(ready.route().provider(), ready.route().model(), null));
                if (!steps.contains(ours)) {
                    steps.add(ours);
                }
            }
        }
    }

    /** {@return the opened key of a route} */
    ProviderCredential open(String tenant, Route route) {
        String provider = route.provider().info().id();
        if (credentials == null) {
            throw gone(provider);
        }
        return credentials.open(tenant, provider).orElseThrow(() -> gone(provider));
    }

    private static ByokException gone(String provider) {
        return ByokException.of(ErrorCode.NO_API_KEY, "the application has no key of its own for " + provider)
                .provider(provider)
                .build();
    }
}
