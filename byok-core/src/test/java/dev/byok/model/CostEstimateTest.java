package dev.byok.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostEstimateTest {

    private static final ChatRequest SHORT = request(100);

    @Test
    void takesTheOutputThatTheRequestAllows() {
        CostEstimate estimate = CostEstimate.of(model("0", "15"), SHORT);

        assertThat(estimate.outputTokens()).hasValue(100);
        assertThat(estimate.dollars()).contains(new BigDecimal("0.0015")); // 100 × 15 millionths
    }

    @Test
    void takesWhatTheModelCanWriteWhenTheRequestSaysNothing() {
        CostEstimate estimate = CostEstimate.of(model("0", "15"), request(null));

        assertThat(estimate.outputTokens()).hasValue(8_000);
        assertThat(estimate.dollars()).contains(new BigDecimal("0.12")); // 8000 × 15 millionths
    }

    @Test
    void takesCacheWritesForGrantedWhereTheyCostMore() {
        TokenPrice price = new TokenPrice(
                Optional.of(new BigDecimal("4")),
                Optional.of(BigDecimal.ZERO),
                Optional.of(new BigDecimal("0.4")),
                Optional.of(new BigDecimal("5")));
        CostEstimate estimate = CostEstimate.of(model(price), SHORT);

        assertThat(estimate.dollars())
                .contains(Money.plain(new BigDecimal("0.000005").multiply(BigDecimal.valueOf(estimate.inputTokens()))));
    }

    @Test
    void knowsNothingWithoutAPriceOrALimitOfTheOutput() {
        ModelInfo unpriced = ModelInfo.builder("acme", "m").maxOutput(8_000).build();
        ModelInfo endless = ModelInfo.builder("acme", "m")
                .price(ModelPrice.ofTokens(TokenPrice.of(BigDecimal.ONE, BigDecimal.ONE)))
                .build();

        assertThat(CostEstimate.of(unpriced, SHORT).dollars()).isEmpty();
        assertThat(CostEstimate.of(endless, request(null)).dollars()).isEmpty();
        assertThat(CostEstimate.of(endless, SHORT).dollars()).isPresent();
    }

    @Test
    void isNothingForAFreeModel() {
        ModelInfo free = ModelInfo.builder("acme", "m").free().build();

        assertThat(CostEstimate.of(free, request(null)).dollars()).contains(BigDecimal.ZERO);
    }

    @Test
    void exceedsALimitOnlyWhenItIsKnownTo() {
        CostEstimate estimate = CostEstimate.of(model("0", "15"), SHORT);

        assertThat(estimate.exceeds(new BigDecimal("0.0014"))).isTrue();
        assertThat(estimate.exceeds(new BigDecimal("0.00150"))).isFalse();
        assertThat(CostEstimate.of(ModelInfo.of("acme", "m"), SHORT).exceeds(BigDecimal.ZERO))
                .isFalse();
    }

    @Test
    void chargesALongRequestAtThePriceOfLongRequests() {
        ModelPrice price = new ModelPrice(
                TokenPrice.of(BigDecimal.ZERO, BigDecimal.ONE),
                List.of(new ModelPrice.Tier(1, TokenPrice.of(BigDecimal.ZERO, BigDecimal.TEN))),
                Optional.empty(),
                Optional.empty());

        assertThat(CostEstimate.of(ModelInfo.builder("acme", "m").price(price).build(), SHORT)
                        .dollars())
                .contains(new BigDecimal("0.001")); // 100 × 10 millionths
    }

    private static ModelInfo model(String input, String output) {
        return model(TokenPrice.of(new BigDecimal(input), new BigDecimal(output)));
    }

    private static ModelInfo model(TokenPrice price) {
        return ModelInfo.builder("acme", "m")
                .maxOutput(8_000)
                .price(ModelPrice.ofTokens(price))
                .build();
    }

    private static ChatRequest request(@Nullable Integer maxTokens) {
        ChatRequest.Builder builder = ChatRequest.builder().message(Message.user("How are you?"));
        if (maxTokens != null) {
            builder.maxTokens(maxTokens);
        }
        return builder.build();
    }
}
