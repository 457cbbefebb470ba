package dev.byok.internal.credential;

import java.time.Duration;

/**
 * How much a {@link CredentialVault} keeps and for how long.
 *
 * @param maxTenants how many tenants' sealed rows are kept; about 1 KB each
 * @param timeToLive after how long rows are read again; the longest time that a change by another node stays unseen when
 *     the store does not tell of changes; zero keeps nothing
 */
public record CacheSettings(int maxTenants, Duration timeToLive) {

    /** 10,000 tenants, 30 seconds. */
    public static final CacheSettings DEFAULT = new CacheSettings(10_000, Duration.ofSeconds(30));

    /** Checks both limits. */
    public CacheSettings {
        if (maxTenants < 1) {
            throw new IllegalArgumentException("maxTenants must be at least 1, not " + maxTenants);
        }
        if (timeToLive.isNegative()) {
            throw new IllegalArgumentException("timeToLive must not be negative, not " + timeToLive);
        }
    }
}
