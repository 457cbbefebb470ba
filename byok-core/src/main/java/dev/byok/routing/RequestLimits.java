package dev.byok.routing;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one request may take. Limits may come from the client, from the tenant's settings and from the call; the strictest
 * of each kind holds.
 *
 * @param costUsd what it may cost at most in US dollars, by an estimate that errs high; absent for no limit
 * @param refuseUnknownPrice whether a cost limit also refuses a model whose price is not known
 * @param maxTokens how long the answer may be at most; absent for no limit. A request that asks for more, or says nothing,
 *     is sent with this
 */
public record RequestLimits(Optional<BigDecimal> costUsd, boolean refuseUnknownPrice, OptionalInt maxTokens) {

    /** Nothing is limited. */
    public static final RequestLimits NONE = new RequestLimits(Optional.empty(), false, OptionalInt.empty());

    /** Checks the amounts. */
    public RequestLimits {
        Objects.requireNonNull(costUsd, "costUsd");
        Objects.requireNonNull(maxTokens, "maxTokens");
        if (costUsd.filter(limit -> limit.signum() < 0).isPresent()) {
            throw new IllegalArgumentException("a cost limit is not negative");
        }
        if (maxTokens.isPresent() && maxTokens.getAsInt() < 1) {
            throw new IllegalArgumentException("a limit of tokens is at least 1");
        }
    }

    /**
     * {@return the limits in a tenant's settings}
     *
     * @param settings the settings
     */
    public static RequestLimits of(TenantSettings settings) {
        return new RequestLimits(
                settings.costLimitUsdPerRequest(), settings.refuseUnknownPrice(), settings.maxTokensPerRequest());
    }

    /**
     * {@return these limits with another one on the cost}
     *
     * @param dollars US dollars, not negative
     */
    public RequestLimits withCost(BigDecimal dollars) {
        return new RequestLimits(Optional.of(dollars), refuseUnknownPrice, maxTokens);
    }

    /** {@return these limits, with which a cost limit also refuses models whose price is not known} */
    public RequestLimits refusingUnknownPrice() {
        return new RequestLimits(costUsd, true, maxTokens);
    }

    /**
     * {@return these limits with another one on the length of the answer}
     *
     * @param tokens at least 1
     */
    public RequestLimits withMaxTokens(int tokens) {
        return new RequestLimits(costUsd, refuseUnknownPrice, OptionalInt.of(tokens));
    }

    /**
     * {@return the strictest of these limits and others}
     *
     * @param other more limits
     */
    public RequestLimits and(RequestLimits other) {
        return new RequestLimits(
                costUsd.map(mine -> other.costUsd.map(mine::min).orElse(mine)).or(other::costUsd),
                refuseUnknownPrice || other.refuseUnknownPrice,
                stricter(maxTokens, other.maxTokens));
    }

    private static OptionalInt stricter(OptionalInt one, OptionalInt other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalInt.of(Math.min(one.getAsInt(), other.getAsInt()));
    }
}
