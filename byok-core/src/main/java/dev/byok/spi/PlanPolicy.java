package dev.byok.spi;

/**
 * Application code that says what a tenant's plan includes. Asked when a key is saved and for every call that would use
 * one, so it must be quick; refusing makes {@code PLAN_BLOCKS_BYOK}. Thread-safe.
 */
@FunctionalInterface
public interface PlanPolicy {

    /** Every plan includes everything. */
    PlanPolicy EVERYTHING = (tenant, provider) -> true;

    /**
     * {@return whether the tenant may use own keys of a provider}
     *
     * @param tenant the tenant
     * @param provider the provider's id
     */
    boolean allowsOwnKeys(String tenant, String provider);

    /**
     * {@return whether the tenant may also send them to an endpoint that it names itself: a base URL, or a provider whose
     * endpoint comes with each call} True unless said.
     *
     * @param tenant the tenant
     * @param provider the provider's id
     */
    default boolean allowsCustomEndpoints(String tenant, String provider) {
        return true;
    }
}
