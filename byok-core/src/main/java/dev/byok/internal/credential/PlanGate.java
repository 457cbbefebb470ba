package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.Endpoint;
import dev.byok.spi.PlanPolicy;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tenant's plan includes its own keys, when one is saved and when one is used.
 *
 * @param plans what plans include
 */
public record PlanGate(PlanPolicy plans) {

    /**
     * {@return why a key of the tenant's own may not be used; null when it may}
     *
     * @param tenant the tenant
     * @param provider the key's provider
     * @param fields the key's fields
     */
    public @Nullable ByokException blocks(String tenant, Provider provider, Map<String, String> fields) {
        return plans == PlanPolicy.EVERYTHING ? null : blocks(tenant, provider, provider.endpoint(fields));
    }

    /** Throws when a key of the tenant's own may not be sent to an endpoint. */
    void require(String tenant, Provider provider, Endpoint endpoint) {
        ByokException blocked = blocks(tenant, provider, endpoint);
        if (blocked != null) {
            throw blocked;
        }
    }

    private @Nullable ByokException blocks(String tenant, Provider provider, Endpoint endpoint) {
        ProviderInfo info = provider.info();
        if (!plans.allowsOwnKeys(tenant, info.id())) {
            return blocked(info, "This plan does not include own keys of " + info.name());
        }
        return endpoint.tenantSupplied() && !plans.allowsCustomEndpoints(tenant, info.id())
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
