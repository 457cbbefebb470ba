package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;

/** The rule for tenant ids. They become part of what keys are sealed with, so two ids must never encode alike. */
public final class TenantIds {

    private static final int MAX_LENGTH = 200;

    private TenantIds() {}

    /**
     * {@return the id}
     *
     * @param tenant 1 to 200 characters of valid Unicode without control characters
     * @throws ByokException {@code INVALID_REQUEST}
     */
    public static String require(String tenant) {
        String fault = tenant.isEmpty() ? "is empty" : PlainText.fault(tenant, MAX_LENGTH);
        if (fault != null) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "The tenant id " + fault)
                    .hint("a tenant id has 1 to " + MAX_LENGTH + " characters and no control characters")
                    .build();
        }
        return tenant;
    }
}
