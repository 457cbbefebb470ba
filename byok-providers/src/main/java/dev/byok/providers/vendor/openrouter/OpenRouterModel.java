package dev.byok.providers.vendor.openrouter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.ModelEntry;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an entry of OpenRouter's model list, which tells features and prices. */
final class OpenRouterModel {

    // dollars per token, written out; -1 stands for a price that depends on the model a router picks
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,20})?");
    private static final int DIGITS_OF_A_MILLION = 6;

    private OpenRouterModel() {}

    static ModelInfo read(JsonNode node) {
        JsonNode pricing = node.path("pricing");
        String able = "supported_parameters";
        return ModelEntry.of("openrouter", node, "id")
                .name(node, "name")
                .contextWindow(node, "context_length")
                .maxOutput(node.path("top_provider"), "max_completion_tokens")
                .feature(Feature.VISION, Json.has(node.path("architecture"), "input_modalities", "image"))
                .feature(Feature.TOOLS, Json.has(node, able, "tools"))
                .feature(
                        Feature.JSON,
                        Json.has(node, able, "response_format") || Json.has(node, able, "structured_outputs"))
                .feature(Feature.REASONING, Json.has(node, able, "reasoning"))
                .feature(Feature.WEB_SEARCH, Json.has(node, able, "web_search_options"))
                .prices(pricePerMillion(pricing, "prompt"), pricePerMillion(pricing, "completion"))
                .build();
    }

    private static Optional<BigDecimal> pricePerMillion(JsonNode pricing, String name) {
        return Json.text(pricing, name)
                .filter(text -> PRICE.matcher(text).matches())
                .map(text -> new BigDecimal(text).movePointRight(DIGITS_OF_A_MILLION));
    }
}
