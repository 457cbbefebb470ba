package dev.byok.providers.vendor.pollinations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.ModelEntry;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The models that write text: {@code v1/models} lists those for images, video and music among them. */
final class PollinationsModels implements Listing<ModelInfo> {

    /** Per token and in pollen, which is sold as prepaid credit of one dollar each. */
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,18})?(?:E-[0-9]{1,2})?");

    private static final OpenAiModels FORMAT = OpenAiModels.at("text/models", PollinationsModels::model);

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        return FORMAT.page(fields, cursor).outside(Pollinations.VERSION);
    }

    @Override
    public Page<ModelInfo> read(JsonNode body) {
        return FORMAT.read(body);
    }

    private static ModelInfo model(JsonNode node) {
        return ModelEntry.of("pollinations", node, "name")
                .name(node, "title")
                .contextWindow(node, "context_length")
                .feature(Feature.VISION, Json.has(node, "input_modalities", "image"))
                .feature(
                        Feature.TOOLS, node.path("tools").asBoolean() || Json.has(node, "capabilities", "tool_calling"))
                .feature(Feature.JSON, Json.has(node, "supported_parameters", "response_format"))
                .feature(
                        Feature.REASONING,
                        node.path("reasoning").asBoolean() || Json.has(node, "capabilities", "reasoning"))
                .prices(price(node, "promptTextTokens"), price(node, "completionTextTokens"))
                .build();
    }

    private static Optional<BigDecimal> price(JsonNode node, String name) {
        JsonNode pricing = node.path("pricing");
        String text = pricing.path(name).asText();
        return "pollen".equals(pricing.path("currency").textValue())
                        && PRICE.matcher(text).matches()
                ? Optional.of(new BigDecimal(text).movePointRight(6))
                : Optional.empty();
    }
}
