package dev.byok.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.chat.Usage;
import dev.byok.model.ModelInfo.Feature;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundledCatalogTest {

    private static final ModelCatalog CATALOG = ModelCatalog.bundled();
    private static final BigDecimal DEAREST_TOKENS = new BigDecimal("1000");
    private static final BigDecimal DEAREST_SPEECH = new BigDecimal("500");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai",
                "anthropic",
                "perplexity",
                "groq",
                "cerebras",
                "deepseek",
                "xai",
                "mistral",
                "minimax",
                "google",
                "gemini",
                "anthropic-bedrock",
                "anthropic-vertex",
                "azure-openai",
                "aws-nova",
                "openrouter",
                "ai21",
                "fireworks",
                "aimlapi",
                "nanogpt",
                "electronhub",
                "cometapi",
                "cohere",
                "novelai",
                "vertex-ai",
                "moonshot",
                "siliconflow",
                "zai",
                "pollinations",
                "together",
                "elevenlabs",
                "cartesia",
                "deepgram"
            })
    void knowsModelsOfEveryVendor(String provider) {
        assertThat(CATALOG.models(provider)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void isDatedAndNamesItsSource() {
        assertThat(CATALOG.date().orElseThrow()).isAfter(LocalDate.of(2026, 7, 1));
        assertThat(CATALOG.source()).contains("models.dev", "2026-07-02");
    }

    @Test
    void isReadOnce() {
        assertThat(ModelCatalog.bundled()).isSameAs(CATALOG);
    }

    @Test
    void bringsTheLicenceOfItsSource() throws IOException {
        try (InputStream licence =
                ModelCatalog.class.getResourceAsStream("/dev/byok/internal/model/models-LICENSE.txt")) {
            assertThat(licence).isNotNull();
            assertThat(new String(licence.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("MIT License", "Copyright (c) 2025 models.dev", "Pydantic Services Inc.");
        }
    }

    @Test
    void isSmall() throws IOException {
        try (InputStream file = ModelCatalog.class.getResourceAsStream("/dev/byok/internal/model/models.json")) {
            assertThat(file).isNotNull();
            assertThat(file.readAllBytes()).hasSizeLessThan(400_000);
        }
    }

    @Test
    void pricesArePlausible() {
        for (ModelInfo model : CATALOG.search("")) {
            plausible(model, model.price().tokens());
            model.price().tiers().forEach(tier -> plausible(model, tier.tokens()));
            cheaperThan(model, model.price().characters(), DEAREST_SPEECH);
            cheaperThan(model, model.price().audioHour(), DEAREST_SPEECH);
        }
    }

    /** Catches a price per token or per thousand that was typed as one per million. */
    private static void plausible(ModelInfo model, TokenPrice price) {
        cheaperThan(model, price.input(), DEAREST_TOKENS);
        cheaperThan(model, price.output(), DEAREST_TOKENS);
        price.input()
                .filter(amount -> amount.signum() > 0)
                .ifPresent(amount ->
                        assertThat(amount).as(model.toString()).isGreaterThanOrEqualTo(new BigDecimal("0.005")));
        if (price.cachedInput().isPresent()) {
            cheaperThan(model, price.cachedInput(), price.input().orElseThrow());
        }
        assertThat(price.input().isPresent())
                .as(model.toString())
                .isEqualTo(price.output().isPresent());
    }

    private static void cheaperThan(ModelInfo model, Optional<BigDecimal> price, BigDecimal limit) {
        price.ifPresent(amount -> assertThat(amount).as(model.toString()).isBetween(BigDecimal.ZERO, limit));
    }

    @Test
    void longRequestsAreNotCheaper() {
        for (ModelInfo model : CATALOG.search("")) {
            TokenPrice shorter = model.price().tokens();
            for (ModelPrice.Tier tier : model.price().tiers()) {
                assertThat(tier.tokens().input().orElseThrow())
                        .as(model.toString())
                        .isGreaterThanOrEqualTo(shorter.input().orElseThrow());
                shorter = tier.tokens();
            }
        }
    }

    @Test
    void noAnswerIsLongerThanAConversation() {
        for (ModelInfo model : CATALOG.search("")) {
            if (model.contextWindow().isPresent() && model.maxOutput().isPresent()) {
                assertThat(model.maxOutput().getAsLong())
                        .as(model.toString())
                        .isLessThanOrEqualTo(model.contextWindow().getAsLong());
            }
        }
    }

    @Test
    void noTwoMakersClaimAModel() {
        Set<String> seen = new HashSet<>();
        for (String provider : CATALOG.providers()) {
            for (ModelInfo model : CATALOG.models(provider)) {
                if (CATALOG.homeProvider(model.id()).filter(provider::equals).isPresent()) {
                    assertThat(seen.add(model.id())).as(model.id()).isTrue();
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, openai",
        "claude-sonnet-4-6, anthropic",
        "gemini-2.5-pro, google",
        "deepseek-v4-flash, deepseek",
        "grok-4.3, xai",
        "mistral-large-latest, mistral",
        "command-a-03-2025, cohere",
        "glm-5.2, zai",
        "kimi-k2.6, moonshot",
        "eleven_v3, elevenlabs",
    })
    void knowsTheHomeOfABareId(String model, String provider) {
        assertThat(CATALOG.homeProvider(model)).contains(provider);
    }

    @Test
    void namesNoHostAsTheHomeOfAModelThatItOnlyServes() {
        assertThat(CATALOG.find("groq", "llama-3.3-70b-versatile")).isPresent();
        assertThat(CATALOG.homeProvider("llama-3.3-70b-versatile")).isEmpty();
        assertThat(CATALOG.homeProvider("openai/gpt-oss-120b")).isEmpty();
    }

    /** Figures of the vendors' price lists, and their sums by hand: 10,000 tokens read, 1,000 written. */
    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4o, 0.035", // 2.50 and 10
        "openai, gpt-4o-2024-05-13, 0.065", // 5 and 15: a dated model with prices of its own
        "openai, gpt-5.4-mini, 0.012", // 0.75 and 4.50
        "anthropic, claude-sonnet-4-6, 0.045", // 3 and 15
        "anthropic, claude-haiku-4-5, 0.015", // 1 and 5
        "google, gemini-2.5-flash, 0.0055", // 0.30 and 2.50
        "groq, llama-3.3-70b-versatile, 0.00669", // 0.59 and 0.79
    })
    void agreesWithTheVendorsPriceLists(String provider, String id, BigDecimal dollars) {
        ModelInfo model = CATALOG.find(provider, id).orElseThrow();

        assertThat(model.price().cost(new Usage(10_000, 0, 0, 1_000, 0, true))).contains(dollars);
    }

    @Test
    void marksFreeModels() {
        List<ModelInfo> free =
                CATALOG.search("").stream().filter(ModelInfo::isFree).toList();

        assertThat(free).isNotEmpty().allSatisfy(model -> assertThat(model.id()).containsAnyOf("free", "flash"));
    }

    @Test
    void knowsWhatModelsCanDo() {
        ModelInfo model = CATALOG.find("openai", "gpt-4o").orElseThrow();

        assertThat(model.features()).containsExactlyInAnyOrder(Feature.VISION, Feature.TOOLS, Feature.JSON);
        assertThat(model.contextWindow()).hasValue(128_000);
        assertThat(model.maxOutput()).hasValue(16_384);
        assertThat(model.speed()).contains(ModelSpeed.FAST);
    }
}
