package dev.byok.examples.gateway;

import dev.byok.spi.PlanPolicy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a tenant pays the operator for. */
enum Plan {
    /** No keys of its own. */
    NONE,
    /** Its own keys, but no endpoint of its own behind {@code custom-…}. */
    FREE,
    /** Everything. */
    ENTERPRISE;

    static Optional<Plan> find(String name) {
        return Arrays.stream(values())
                .filter(plan -> plan.name().toLowerCase(Locale.ROOT).equals(name.strip()))
                .findFirst();
    }

    /** {@return what plans allow; a tenant that is not among them is on {@link #ENTERPRISE}} */
    static PlanPolicy policy(Map<String, Plan> byTenant) {
        return (tenant, provider) -> switch (byTenant.getOrDefault(tenant, ENTERPRISE)) {
            case NONE -> false;
            case FREE -> !provider.startsWith("custom-");
            case ENTERPRISE -> true;
        };
    }
}
