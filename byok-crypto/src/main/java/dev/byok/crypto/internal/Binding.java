package dev.byok.crypto.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.byok.spi.SealContext;
import dev.byok.spi.TenantSalt;

/** The bytes that tie a sealed key to its place: what its tenant's key is derived from, and what it authenticates. */
public final class Binding {

    private static final byte[] INFO = "byok/tenant/v1\0".getBytes(US_ASCII);
    private static final byte[] FINGERPRINT = "byok/fingerprint/v1\0".getBytes(US_ASCII);
    private static final String PURPOSE = "byok.secret";
    private static final String SCHEMA = "1";
    private static final int FIELDS = 8;
    private static final int FIXED_SIZE =
            SealedText.HEADER_BYTES + Short.BYTES + FIELDS * Short.BYTES + PURPOSE.length() + SCHEMA.length();

    private Binding() {}

    /**
     * {@return what a tenant's key is derived from}
     *
     * @param tenant the tenant's id
     * @param salt the tenant's salt
     */
    public static byte[] tenantInfo(String tenant, TenantSalt salt) {
        int size = INFO.length + FieldWriter.sizeOf(tenant.length()) + FieldWriter.sizeOf(TenantSalt.BYTES);
        return new FieldWriter(size)
                .raw(INFO)
                .field("tenant id", tenant)
                .field("salt", salt.bytes())
                .toByteArray();
    }

    /**
     * {@return what the fingerprint of a secret is derived from; whoever gets it wipes it}
     *
     * @param tenant the tenant's id
     * @param salt the tenant's salt
     * @param secret the secret's bytes
     */
    static byte[] fingerprintInfo(String tenant, TenantSalt salt, byte[] secret) {
        int size = FINGERPRINT.length + FieldWriter.sizeOf(tenant.length()) + FieldWriter.sizeOf(TenantSalt.BYTES);
        return new FieldWriter(size + secret.length)
                .raw(FINGERPRINT)
                .field("tenant id", tenant)
                .field("salt", salt.bytes())
                .raw(secret)
                .toByteArray();
    }

    /**
     * {@return what a sealed key authenticates besides its text: the header and every part of the context}
     *
     * @param context where the key belongs
     */
    public static byte[] associatedData(SealContext context) {
        String version = Long.toString(context.secretVersion());
        int size = FIXED_SIZE
                + context.tenant().length()
                + context.credential().length()
                + context.provider().length()
                + context.origin().length()
                + context.field().length()
                + version.length();
        return SealedText.header(new FieldWriter(size), context.salt().generation())
                .u16(FIELDS)
                .field("purpose", PURPOSE)
                .field("schema", SCHEMA)
                .field("tenant id", context.tenant())
                .field("credential id", context.credential())
                .field("provider id", context.provider())
                .field("endpoint origin", context.origin())
                .field("field name", context.field())
                .field("secret version", version)
                .toByteArray();
    }
}
