package dev.byok.spi;

/**
 * Where a secret belongs. A sealer binds every part of it, so that a row that was moved or changed does not open.
 *
 * @param tenant the tenant's id
 * @param salt the tenant's salt
 * @param credential the row's id
 * @param provider the provider's id
 * @param origin where the key is sent, see {@link Endpoint#origin()}
 * @param field the field's name
 * @param secretVersion counts the changes of the row's secrets, from 1
 */
public record SealContext(
        String tenant,
        TenantSalt salt,
        String credential,
        String provider,
        String origin,
        String field,
        long secretVersion) {}
