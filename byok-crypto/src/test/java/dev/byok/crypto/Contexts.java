package dev.byok.crypto;

import dev.byok.spi.SealContext;
import dev.byok.spi.TenantSalt;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Contexts to seal in. */
final class Contexts {

    static final SealContext HOME =
            new SealContext("acme", salt(1, 1), "tp_1", "openai", "https://api.openai.com", "api_key", 1);

    private Contexts() {}

    static TenantSalt salt(int fill, long generation) {
        byte[] bytes = new byte[TenantSalt.BYTES];
        Arrays.fill(bytes, (byte) fill);
        return TenantSalt.of(bytes, generation);
    }

    static SealContext of(String tenant, TenantSalt salt) {
        return new SealContext(tenant, salt, "tp_1", "openai", "https://api.openai.com", "api_key", 1);
    }

    /** Every context that differs from a given one in one part, which is taken from another one. */
    static Map<String, SealContext> swaps(SealContext a, SealContext b) {
        Map<String, SealContext> swaps = new LinkedHashMap<>();
        swaps.put("tenant", with(a, b.tenant(), a.salt(), a.credential(), a.provider(), a.origin(), a.field()));
        swaps.put("salt", with(a, a.tenant(), b.salt(), a.credential(), a.provider(), a.origin(), a.field()));
        swaps.put("credential", with(a, a.tenant(), a.salt(), b.credential(), a.provider(), a.origin(), a.field()));
        swaps.put("provider", with(a, a.tenant(), a.salt(), a.credential(), b.provider(), a.origin(), a.field()));
        swaps.put("origin", with(a, a.tenant(), a.salt(), a.credential(), a.provider(), b.origin(), a.field()));
        swaps.put("field", with(a, a.tenant(), a.salt(), a.credential(), a.provider(), a.origin(), b.field()));
        swaps.put("version", version(a, b.secretVersion()));
        swaps.put("all", b);
        swaps.values().removeIf(a::equals);
        return swaps;
    }

    private static SealContext with(
            SealContext from,
            String tenant,
            TenantSalt salt,
            String credential,
            String provider,
            String origin,
            String field) {
        return new SealContext(tenant, salt, credential, provider, origin, field, from.secretVersion());
    }

    private static SealContext version(SealContext a, long version) {
        return new SealContext(a.tenant(), a.salt(), a.credential(), a.provider(), a.origin(), a.field(), version);
    }
}
