package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.PlanPolicy;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tenant may use a provider at all, and own keys of it.
 *
 * @param plans what plans include
 */
public record Gates(PlanPolicy plans) {

    /** {@return why the tenant's calls do not use a provider; null when they may} */
    static @Nullable ByokException switchedOff(Planning planning, ProviderInfo info) {
        return planning.switchedOff(info)
                ? ByokException.of(ErrorCode.PROVIDER_DISABLED, info.name() + " is switched off for this tenant")
                        .provider(info.id())
                        .hint("switch it on with tenant.settings().update(…)")
                        .build()
                : null;
    }

    /**
     * {@return why a key of the tenant's own may not be used; null when it may}
     *
     * @param tenant the tenant
     * @param provider the key's provider
     * @param fields the key's fields
     */
    public @Nullable ByokException ownKey(String tenant, Provider provider, Map<String, String> fields) {
        if (plans == PlanPolicy.EVERYTHING) {
            return null;
        }
        ProviderInfo info = provider.info();
        if (!plans.allowsOwnKeys(tenant, info.id())) {
            return blocked(info, "This plan does not include own keys of " + info.name());
        }
        return provider.endpoint(fields).tenantSupplied() && !plans.allowsCustomEndpoints(tenant, info.id())
                ? blocked(info, "This plan does not include own endpoints")
                : null;
    }

    private static ByokException blocked(ProviderInfo info, String message) {
        return ByokException.of(ErrorCode.PLAN_BLOCKS_BYOK, message)
                .provider(info.id())
                .hint("the application's plan policy decides this")
                .build();
    }
}
