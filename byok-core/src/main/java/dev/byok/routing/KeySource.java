package dev.byok.routing;

/** Whose key an attempt used, and so who pays. */
public enum KeySource {
    /** A key that the tenant brought. */
    OWN_KEY,
    /** A key of the application. */
    PLATFORM
}
