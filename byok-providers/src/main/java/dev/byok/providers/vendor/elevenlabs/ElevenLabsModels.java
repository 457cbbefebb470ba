package dev.byok.providers.vendor.elevenlabs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.MalformedReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET v1/models}: a bare array. Its limits are characters, not tokens, so none are told. */
final class ElevenLabsModels implements Listing<ModelInfo> {

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        return HttpCall.get("v1/models");
    }

    @Override
    public Page<ModelInfo> read(JsonNode body) {
        if (!body.isArray()) {
            throw new MalformedReply("there is no list of models");
        }
        List<ModelInfo> models = new ArrayList<>(body.size());
        for (JsonNode node : body) {
            models.add(model(node));
        }
        return new Page<>(models, null);
    }

    private static ModelInfo model(JsonNode node) {
        String id = Json.text(node, "model_id").orElseThrow(() -> new MalformedReply("a model has no id"));
        return new ModelInfo(
                "elevenlabs",
                id,
                Json.text(node, "name").orElse(id),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }
}
