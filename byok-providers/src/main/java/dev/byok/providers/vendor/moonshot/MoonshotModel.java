package dev.byok.providers.vendor.moonshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.spec.Json;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads an entry of Moonshot's model list. */
final class MoonshotModel {

    private MoonshotModel() {}

    static ModelInfo read(JsonNode node) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        if (node.path("supports_image_in").asBoolean()) {
            features.add(Feature.VISION);
        }
        if (node.path("supports_reasoning").asBoolean()) {
            features.add(Feature.REASONING);
        }
        String id = OpenAiModels.id(node);
        OptionalLong window = Json.number(node, "context_length");
        return new ModelInfo(
                "moonshot", id, id, window, OptionalLong.empty(), features, Optional.empty(), Optional.empty());
    }
}
