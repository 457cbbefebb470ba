package dev.byok.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link KeyStore} knows of a tenant that it has, or had, something of. Immutable.
 *
 * @param tenant the tenant
 * @param generation the number of the tenant's salt, from 1; of the erased one after an erasure; 0 for a tenant that
 *     never had a salt
 * @param erasedAt when the tenant was erased; empty for a living one
 */
public record StoredTenant(String tenant, long generation, Optional<Instant> erasedAt) {

    /** Checks that nothing is missing. */
    public StoredTenant {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(erasedAt, "erasedAt");
    }
}
