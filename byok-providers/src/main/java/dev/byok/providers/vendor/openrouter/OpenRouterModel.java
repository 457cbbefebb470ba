package dev.byok.providers.vendor.openrouter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.spec.Json;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an entry of OpenRouter's model list, which tells features and prices. */
final class OpenRouterModel {

    // dollars per token, written out; -1 stands for a price that depends on the model a router picks
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,20})?");
    private static final int DIGITS_OF_A_MILLION = 6;

    private OpenRouterModel() {}

    static ModelInfo read(JsonNode node) {
        String id = OpenAiModels.id(node);
        JsonNode pricing = node.path("pricing");
        return new ModelInfo(
                "openrouter",
                id,
                Json.text(node, "name").orElse(id),
                Json.number(node, "context_length"),
                Json.number(node.path("top_provider"), "max_completion_tokens"),
                features(node),
                pricePerMillion(pricing, "prompt"),
                pricePerMillion(pricing, "completion"));
    }

    private static Set<Feature> features(JsonNode node) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        if (has(node.path("architecture").path("input_modalities"), "image")) {
            features.add(Feature.VISION);
        }
        JsonNode parameters = node.path("supported_parameters");
        if (has(parameters, "tools")) {
            features.add(Feature.TOOLS);
        }
        if (has(parameters, "response_format") || has(parameters, "structured_outputs")) {
            features.add(Feature.JSON);
        }
        if (has(parameters, "reasoning")) {
            features.add(Feature.REASONING);
        }
        if (has(parameters, "web_search_options")) {
            features.add(Feature.WEB_SEARCH);
        }
        return features;
    }

    private static boolean has(JsonNode list, String word) {
        for (JsonNode item : list) {
            if (word.equals(item.textValue())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<BigDecimal> pricePerMillion(JsonNode pricing, String name) {
        return Json.text(pricing, name)
                .filter(text -> PRICE.matcher(text).matches())
                .map(text -> new BigDecimal(text).movePointRight(DIGITS_OF_A_MILLION));
    }
}
