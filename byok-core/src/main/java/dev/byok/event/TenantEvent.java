package dev.byok.event;

import java.util.Objects;

/**
 * An operator did something with a whole tenant. Which person it was the application knows: listeners run on the
 * operator's thread, before the call returns.
 *
 * @param tenant which
 * @param action what was done
 * @param credentials how many credentials were removed
 */
public record TenantEvent(String tenant, Action action, int credentials) implements ByokEvent {

    /** Checks that the parts are given. */
    public TenantEvent {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(action, "action");
    }

    /** What was done to a tenant. */
    public enum Action {
        /** Rows, settings and salt were removed for good; also when that was repeated. */
        ERASED,
        /** May connect keys again, with another salt. */
        READMITTED
    }
}
