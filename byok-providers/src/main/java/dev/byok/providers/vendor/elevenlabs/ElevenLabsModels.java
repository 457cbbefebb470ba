package dev.byok.providers.vendor.elevenlabs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.ModelEntry;
import java.util.Map;
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
        return Page.of(body, ElevenLabsModels::model, null);
    }

    private static ModelInfo model(JsonNode node) {
        return ModelEntry.of("elevenlabs", node, "model_id").name(node, "name").build();
    }
}
