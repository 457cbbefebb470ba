package dev.byok.providers.vendor.moonshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.spec.ModelEntry;

/** Reads an entry of Moonshot's model list. */
final class MoonshotModel {

    private MoonshotModel() {}

    static ModelInfo read(JsonNode node) {
        return ModelEntry.of("moonshot", node, "id")
                .contextWindow(node, "context_length")
                .feature(Feature.VISION, node.path("supports_image_in").asBoolean())
                .feature(Feature.REASONING, node.path("supports_reasoning").asBoolean())
                .build();
    }
}
