package dev.byok.routing;

/** Whose keys a tenant's calls use. */
public enum KeyMode {
    /** The tenant's own, and the application's as far as {@link PlatformFallback} allows. */
    BYOK("byok"),
    /** The application's only; stored keys lie dormant and come back with the mode. */
    MANAGED("managed");

    private final String id;

    KeyMode(String id) {
        this.id = id;
    }

    /** {@return the stable text for JSON} */
    public String id() {
        return id;
    }
}
