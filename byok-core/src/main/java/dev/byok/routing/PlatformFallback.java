package dev.byok.routing;

/** When a key of the application may serve a tenant's call. Whose key served stands in every receipt. */
public enum PlatformFallback {
    /** Never: without a key of the tenant's own there is no call. */
    NEVER,
    /** When the tenant has no usable key for the provider. A key that was refused or has run dry is not replaced. */
    WHEN_MISSING,
    /** Also after every route with the tenant's own keys has failed. */
    ALWAYS
}
