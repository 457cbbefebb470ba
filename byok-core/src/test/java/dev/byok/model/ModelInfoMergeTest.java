package dev.byok.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.model.ModelInfo.Feature;
import dev.byok.model.ModelPrice.Tier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelInfoMergeTest {

    private static final TokenPrice LIST_PRICE = new TokenPrice(
            Optional.of(new BigDecimal("3")),
            Optional.of(new BigDecimal("15")),
            Optional.of(new BigDecimal("0.3")),
            Optional.of(new BigDecimal("3.75")));

    private static final List<Tier> LONG =
            List.of(new Tier(200_000, TokenPrice.of(new BigDecimal("6"), new BigDecimal("22.5"))));

    private static final ModelInfo KNOWN = ModelInfo.builder("acme", "m-1")
            .name("Model One")
            .contextWindow(200_000)
            .maxOutput(64_000)
            .features(Set.of(Feature.TOOLS, Feature.VISION))
            .speed(ModelSpeed.FAST)
            .price(new ModelPrice(LIST_PRICE, LONG, Optional.empty(), Optional.empty()))
            .build();

    @Test
    void takesEverythingFromTheCatalogueWhenTheListTellsOnlyAnId() {
        assertThat(ModelInfo.of("acme", "m-1").or(KNOWN)).isEqualTo(KNOWN);
    }

    @Test
    void keepsWhatTheListTells() {
        ModelInfo live = ModelInfo.builder("acme", "m-1")
                .name("Model 1 (new)")
                .contextWindow(1_000_000)
                .features(Set.of(Feature.JSON))
                .build();

        ModelInfo merged = live.or(KNOWN);

        assertThat(merged.name()).isEqualTo("Model 1 (new)");
        assertThat(merged.contextWindow()).hasValue(1_000_000);
        assertThat(merged.maxOutput()).hasValue(64_000);
        assertThat(merged.features()).containsExactlyInAnyOrder(Feature.JSON, Feature.TOOLS, Feature.VISION);
        assertThat(merged.speed()).contains(ModelSpeed.FAST);
    }

    @Test
    void fillsInCachePricesWhereTheListTellsTheSamePrices() {
        ModelPrice merged = live("3.00", "15.000").or(KNOWN).price();

        assertThat(merged.tokens().cachedInput()).contains(new BigDecimal("0.3"));
        assertThat(merged.tiers()).isEqualTo(LONG);
    }

    @Test
    void mixesNoPricesOfTwoLists() {
        ModelPrice merged = live("2", "15").or(KNOWN).price();

        assertThat(merged).isEqualTo(ModelPrice.ofTokens(TokenPrice.of(new BigDecimal("2"), new BigDecimal("15"))));
    }

    @Test
    void believesAListThatSaysItIsFree() {
        assertThat(live("0", "0").or(KNOWN).isFree()).isTrue();
    }

    @Test
    void takesANegativePriceOfAListForUnknown() {
        assertThat(live("-1", "-1").or(KNOWN).price()).isEqualTo(KNOWN.price());
    }

    private static ModelInfo live(String input, String output) {
        return new ModelInfo(
                "acme",
                "m-1",
                "m-1",
                OptionalLong.empty(),
                OptionalLong.empty(),
                Set.of(),
                Optional.of(new BigDecimal(input)),
                Optional.of(new BigDecimal(output)));
    }
}
