package dev.byok.providers.vendor.pollinations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.MalformedReply;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
        String id = Json.text(node, "name").orElseThrow(() -> new MalformedReply("a model has no name"));
        return new ModelInfo(
                "pollinations",
                id,
                Json.text(node, "title").orElse(id),
                Json.number(node, "context_length"),
                OptionalLong.empty(),
                features(node),
                price(node, "promptTextTokens"),
                price(node, "completionTextTokens"));
    }

    private static Set<Feature> features(JsonNode node) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        if (names(node, "input_modalities", "image")) {
            features.add(Feature.VISION);
        }
        if (node.path("tools").asBoolean() || names(node, "capabilities", "tool_calling")) {
            features.add(Feature.TOOLS);
        }
        if (names(node, "supported_parameters", "response_format")) {
            features.add(Feature.JSON);
        }
        if (node.path("reasoning").asBoolean() || names(node, "capabilities", "reasoning")) {
            features.add(Feature.REASONING);
        }
        return features;
    }

    private static boolean names(JsonNode node, String list, String word) {
        return node.path(list).valueStream().anyMatch(item -> word.equals(item.textValue()));
    }

    private static Optional<BigDecimal> price(JsonNode node, String name) {
        JsonNode pricing = node.path("pricing");
        String text = pricing.path(name).asText();
        return "pollen".equals(pricing.path("currency").textValue())
                        && PRICE.matcher(text).matches()
                ? Optional.of(new BigDecimal(text).movePointRight(6).stripTrailingZeros())
                : Optional.empty();
    }
}
