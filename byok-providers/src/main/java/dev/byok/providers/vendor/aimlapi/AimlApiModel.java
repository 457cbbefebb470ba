package dev.byok.providers.vendor.aimlapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.ModelEntry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Reads an entry of AI/ML API's model catalogue.
 *
 * @see <a href="https://docs.aimlapi.com/api-references/service-endpoints/models-catalogue">the catalogue</a>
 */
final class AimlApiModel {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int DIGITS = 12;

    private AimlApiModel() {}

    static ModelInfo read(JsonNode node) {
        JsonNode info = node.path("info");
        JsonNode pricing = node.path("pricing");
        return ModelEntry.of("aimlapi", node, "id")
                .name(info, "name")
                .contextWindow(info, "contextLength")
                .maxOutput(info, "outputMax")
                .feature(Feature.VISION, Json.has(node.path("modalities"), "input", "image"))
                .feature(Feature.TOOLS, Json.has(node, "capabilities", "tools"))
                .prices(textPrice(pricing, "provided"), textPrice(pricing, "generated"))
                .build();
    }

    // a price is for so many units, and how many differs by model
    private static Optional<BigDecimal> textPrice(JsonNode pricing, String origin) {
        for (JsonNode unit : pricing.path("units")) {
            if (is(unit, "name", "token") && is(unit, "content", "text") && is(unit, "origin", origin)) {
                return Json.decimal(unit, "per")
                        .filter(units -> units.signum() > 0)
                        .flatMap(units -> Json.decimal(unit, "price").map(price -> perMillion(price, units)));
            }
        }
        return Optional.empty();
    }

    private static BigDecimal perMillion(BigDecimal price, BigDecimal units) {
        return price.multiply(MILLION).divide(units, DIGITS, RoundingMode.HALF_UP);
    }

    private static boolean is(JsonNode node, String member, String text) {
        return text.equals(Json.textOrNull(node, member));
    }
}
