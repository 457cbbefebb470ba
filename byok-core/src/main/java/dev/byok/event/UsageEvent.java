package dev.byok.event;

import dev.byok.routing.Attempt;
import java.util.Objects;

/**
 * One attempt of a call ended, served or not. Everything that a bill needs is in it: whose call and whose key it was, what
 * it used and what it cost.
 *
 * @param tenant whose call it was
 * @param capability what was called, for example {@code chat}
 * @param number which attempt of the call it was, from 1
 * @param attempt route, outcome, consumption, cost and times
 */
public record UsageEvent(String tenant, String capability, int number, Attempt attempt) implements ByokEvent {

    /** Checks that the parts are given. */
    public UsageEvent {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(capability, "capability");
        Objects.requireNonNull(attempt, "attempt");
    }
}
