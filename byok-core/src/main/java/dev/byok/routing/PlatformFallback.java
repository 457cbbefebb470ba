package dev.byok.routing;

/** When a key of the application may serve a tenant's call. Whose key served stands in every receipt. */
public enum PlatformFallback {
    /** Never: without a key of the tenant's own there is no call. */
    NEVER("never"),
    /** When the tenant has no usable key for the provider. A key that was refused or has run dry is not replaced. */
    WHEN_MISSING("when-missing"),
    /** Also after every route with the tenant's own keys has failed. */
    ALWAYS("always");

    private final String id;

    PlatformFallback(String id) {
        this.id = id;
    }

    /** {@return the stable text for JSON} */
    public String id() {
        return id;
    }
}
