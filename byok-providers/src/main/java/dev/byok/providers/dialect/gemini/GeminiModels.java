package dev.byok.providers.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.ModelEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET v1beta/models} of the Gemini API; only those that generate content. */
public final class GeminiModels implements Listing<ModelInfo> {

    private static final String FOLDER = "models/";

    private final String provider;

    private GeminiModels(String provider) {
        this.provider = provider;
    }

    /**
     * {@return the list}
     *
     * @param provider the provider's id
     */
    public static GeminiModels of(String provider) {
        return new GeminiModels(provider);
    }

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        HttpCall page = HttpCall.get("v1beta/models").query("pageSize", "1000");
        return cursor == null ? page : page.query("pageToken", cursor);
    }

    @Override
    public Page<ModelInfo> read(JsonNode body) {
        List<ModelInfo> models = new ArrayList<>();
        for (JsonNode model : Json.list(body, "models")) {
            ModelInfo read = model(model);
            if (Json.has(model, "supportedGenerationMethods", "generateContent")) {
                models.add(read);
            }
        }
        return new Page<>(models, Json.textOrNull(body, "nextPageToken"));
    }

    private ModelInfo model(JsonNode node) {
        String name = ModelEntry.id(node, "name");
        return ModelEntry.of(provider, name.startsWith(FOLDER) ? name.substring(FOLDER.length()) : name)
                .name(node, "displayName")
                .contextWindow(node, "inputTokenLimit")
                .maxOutput(node, "outputTokenLimit")
                .feature(Feature.REASONING, node.path("thinking").asBoolean())
                .build();
    }
}
