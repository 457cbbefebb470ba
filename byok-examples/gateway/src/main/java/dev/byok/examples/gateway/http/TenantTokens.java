package dev.byok.examples.gateway.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: {@code Authorization: Bearer …} names a tenant. Only digests of tokens are kept, and they are what is looked
 * up, so the time that takes tells nothing about a token.
 */
public final class TenantTokens {

    static final String ATTRIBUTE = "tenant";

    private final Map<String, String> tenantByDigest = new HashMap<>();

    /**
     * Keeps digests.
     *
     * @param tenantByToken tenants by token
     */
    public TenantTokens(Map<String, String> tenantByToken) {
        tenantByToken.forEach((token, tenant) -> tenantByDigest.put(digest(token), tenant));
    }

    /**
     * {@return the tenant that asks}
     *
     * @param header the value of {@code Authorization}; null for none
     * @throws Refusal 401
     */
    public String require(@Nullable String header) {
        boolean bearer = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
        String tenant = header == null || !bearer
                ? null
                : tenantByDigest.get(digest(header.substring(7).strip()));
        if (tenant == null) {
            throw new Refusal(
                    401,
                    "unauthorized",
                    "This needs a tenant's token: send Authorization: Bearer with one that the operator gave out");
        }
        return tenant;
    }

    private static String digest(String token) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
