package dev.byok.spi;

/** How far a provider's integration was proved. */
public enum Maturity {
    /** Run against the vendor itself. */
    VERIFIED,
    /** Built from documented or recorded answers of the vendor. */
    RECORDED,
    /** Built from facts that nobody confirmed. */
    UNVERIFIED,
    /** The vendor ended the service; only a customer's own {@code base_url} is used. */
    RETIRED
}
