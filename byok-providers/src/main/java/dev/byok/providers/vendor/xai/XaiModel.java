package dev.byok.providers.vendor.xai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.spec.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads an entry of xAI's list of language models, which tells prices. */
final class XaiModel {

    // cents per 100 million tokens
    private static final int DIGITS_TO_DOLLARS_PER_MILLION = 4;

    private XaiModel() {}

    static ModelInfo read(JsonNode node) {
        String id = OpenAiModels.id(node);
        return new ModelInfo(
                "xai",
                id,
                id,
                Json.number(node, "max_prompt_length"),
                OptionalLong.empty(),
                readsImages(node) ? Set.of(Feature.VISION) : Set.of(),
                price(node, "prompt_text_token_price"),
                price(node, "completion_text_token_price"));
    }

    private static boolean readsImages(JsonNode node) {
        for (JsonNode modality : node.path("input_modalities")) {
            if ("image".equals(modality.textValue())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<BigDecimal> price(JsonNode node, String name) {
        OptionalLong price = Json.number(node, name);
        return price.isPresent() && price.getAsLong() >= 0
                ? Optional.of(BigDecimal.valueOf(price.getAsLong(), DIGITS_TO_DOLLARS_PER_MILLION))
                : Optional.empty();
    }
}
