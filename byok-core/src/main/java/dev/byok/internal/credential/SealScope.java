package dev.byok.internal.credential;

import dev.byok.spi.SealContext;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.TenantSalt;

/**
 * Everything that the secrets of one row are bound to, but for the field's name.
 *
 * @param row the row
 * @param salt the tenant's
 */
public record SealScope(StoredCredential row, TenantSalt salt) {

    /**
     * {@return what the secret of a field is bound to}
     *
     * @param name the field
     */
    public SealContext field(String name) {
        return new SealContext(row.tenant(), salt, row.id(), row.provider(), row.origin(), name, row.secretVersion());
    }
}
