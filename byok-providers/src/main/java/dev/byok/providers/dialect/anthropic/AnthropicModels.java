package dev.byok.providers.dialect.anthropic;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET v1/models}, the newest model first. */
public final class AnthropicModels implements Listing<ModelInfo> {

    private final String provider;

    private AnthropicModels(String provider) {
        this.provider = provider;
    }

    /**
     * {@return the list}
     *
     * @param provider the provider's id
     */
    public static AnthropicModels of(String provider) {
        return new AnthropicModels(provider);
    }

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        HttpCall page = HttpCall.get("v1/models").query("limit", "1000");
        return cursor == null ? page : page.query("after_id", cursor);
    }

    @Override
    public Page<ModelInfo> read(JsonNode body) {
        JsonNode data = body.get("data");
        if (data == null || !data.isArray()) {
            throw new MalformedReply("there is no list of models");
        }
        List<ModelInfo> models = new ArrayList<>(data.size());
        for (JsonNode model : data) {
            models.add(model(model));
        }
        return new Page<>(models, body.path("has_more").asBoolean() ? Json.textOrNull(body, "last_id") : null);
    }

    private ModelInfo model(JsonNode node) {
        String id = Json.text(node, "id").orElseThrow(() -> new MalformedReply("a model has no id"));
        return new ModelInfo(
                provider,
                id,
                Json.text(node, "display_name").orElse(id),
                Json.number(node, "max_input_tokens"),
                Json.number(node, "max_tokens"),
                features(node.path("capabilities")),
                Optional.empty(),
                Optional.empty());
    }

    private static Set<Feature> features(JsonNode capabilities) {
        // not among the capabilities, because there is no model of this API that calls no tools
        Set<Feature> features = EnumSet.of(Feature.TOOLS);
        if (supports(capabilities, "image_input")) {
            features.add(Feature.VISION);
        }
        if (supports(capabilities, "structured_outputs")) {
            features.add(Feature.JSON);
        }
        if (supports(capabilities, "thinking")) {
            features.add(Feature.REASONING);
        }
        return features;
    }

    private static boolean supports(JsonNode capabilities, String name) {
        return capabilities.path(name).path("supported").asBoolean();
    }
}
