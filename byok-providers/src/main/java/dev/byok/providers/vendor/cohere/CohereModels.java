package dev.byok.providers.vendor.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.MalformedReply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET v1/models}: the models that chat, in pages. */
final class CohereModels implements Listing<ModelInfo> {

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        HttpCall page = HttpCall.get("v1/models").query("endpoint", "chat").query("page_size", "1000");
        return cursor == null ? page : page.query("page_token", cursor);
    }

    @Override
    public Page<ModelInfo> read(JsonNode body) {
        JsonNode list = body.get("models");
        if (list == null || !list.isArray()) {
            throw new MalformedReply("there is no list of models");
        }
        List<ModelInfo> models = new ArrayList<>(list.size());
        for (JsonNode node : list) {
            models.add(model(node));
        }
        return new Page<>(
                models,
                Json.text(body, "next_page_token")
                        .filter(token -> !token.isEmpty())
                        .orElse(null));
    }

    private static ModelInfo model(JsonNode node) {
        String id = Json.text(node, "name").orElseThrow(() -> new MalformedReply("a model has no name"));
        return new ModelInfo(
                "cohere",
                id,
                id,
                Json.number(node, "context_length"),
                OptionalLong.empty(),
                features(node.path("features")),
                Optional.empty(),
                Optional.empty());
    }

    private static Set<Feature> features(JsonNode words) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (JsonNode word : words) {
            switch (word.asText()) {
                case "tools" -> features.add(Feature.TOOLS);
                case "vision" -> features.add(Feature.VISION);
                case "json_mode", "json_schema" -> features.add(Feature.JSON);
                case "reasoning" -> features.add(Feature.REASONING);
                default -> {}
            }
        }
        return features;
    }
}
