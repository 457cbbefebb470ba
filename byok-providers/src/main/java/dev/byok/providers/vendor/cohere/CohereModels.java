package dev.byok.providers.vendor.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.ModelEntry;
import java.util.Map;
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
        return Page.of(Json.list(body, "models"), CohereModels::model, Json.textOrNull(body, "next_page_token"));
    }

    private static ModelInfo model(JsonNode node) {
        String able = "features";
        return ModelEntry.of("cohere", node, "name")
                .contextWindow(node, "context_length")
                .feature(Feature.TOOLS, Json.has(node, able, "tools"))
                .feature(Feature.VISION, Json.has(node, able, "vision"))
                .feature(Feature.JSON, Json.has(node, able, "json_mode") || Json.has(node, able, "json_schema"))
                .feature(Feature.REASONING, Json.has(node, able, "reasoning"))
                .build();
    }
}
