package dev.byok.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class RequestLimitsTest {

    private static final RequestLimits CHEAP = RequestLimits.NONE.withCost(new BigDecimal("0.01"));
    private static final RequestLimits SHORT = RequestLimits.NONE.withMaxTokens(100);

    @Test
    void theStrictestOfEachKindHolds() {
        RequestLimits dear = RequestLimits.NONE.withCost(BigDecimal.ONE).withMaxTokens(20);

        assertThat(CHEAP.and(dear)).isEqualTo(CHEAP.withMaxTokens(20));
        assertThat(dear.and(CHEAP)).isEqualTo(CHEAP.withMaxTokens(20));
        assertThat(SHORT.and(dear).maxTokens()).hasValue(20);
        assertThat(CHEAP.refusingUnknownPrice().and(SHORT).refuseUnknownPrice()).isTrue();
        assertThat(RequestLimits.NONE.and(RequestLimits.NONE)).isEqualTo(RequestLimits.NONE);
    }

    @Test
    void readsTheSettingsOfATenant() {
        TenantSettings settings = TenantSettings.builder()
                .costLimitUsdPerRequest(Optional.of(new BigDecimal("0.01")))
                .refuseUnknownPrice(true)
                .maxTokensPerRequest(OptionalInt.of(100))
                .build();

        assertThat(RequestLimits.of(settings))
                .isEqualTo(CHEAP.refusingUnknownPrice().withMaxTokens(100));
    }

    @Test
    void refusesAmountsThatAreNone() {
        assertThatThrownBy(() -> RequestLimits.NONE.withCost(new BigDecimal("-1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RequestLimits.NONE.withMaxTokens(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
