package dev.byok.providers.vendor.xai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.ModelEntry;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an entry of xAI's list of language models, which tells prices. */
final class XaiModel {

    // cents per 100 million tokens
    private static final int DIGITS_TO_DOLLARS_PER_MILLION = 4;

    private XaiModel() {}

    static ModelInfo read(JsonNode node) {
        return ModelEntry.of("xai", node, "id")
                .contextWindow(node, "max_prompt_length")
                .feature(Feature.VISION, Json.has(node, "input_modalities", "image"))
                .prices(price(node, "prompt_text_token_price"), price(node, "completion_text_token_price"))
                .build();
    }

    private static Optional<BigDecimal> price(JsonNode node, String name) {
        OptionalLong price = Json.number(node, name);
        return price.isPresent() && price.getAsLong() >= 0
                ? Optional.of(BigDecimal.valueOf(price.getAsLong(), DIGITS_TO_DOLLARS_PER_MILLION))
                : Optional.empty();
    }
}
