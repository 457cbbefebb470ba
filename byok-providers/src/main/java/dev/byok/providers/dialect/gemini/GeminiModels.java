package dev.byok.providers.dialect.gemini;

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
        JsonNode listed = body.get("models");
        if (listed == null || !listed.isArray()) {
            throw new MalformedReply("there is no list of models");
        }
        List<ModelInfo> models = new ArrayList<>(listed.size());
        for (JsonNode model : listed) {
            ModelInfo read = model(model);
            if (generatesContent(model)) {
                models.add(read);
            }
        }
        return new Page<>(
                models,
                Json.text(body, "nextPageToken")
                        .filter(token -> !token.isEmpty())
                        .orElse(null));
    }

    private ModelInfo model(JsonNode node) {
        String name = Json.text(node, "name").orElseThrow(() -> new MalformedReply("a model has no name"));
        String id = name.startsWith(FOLDER) ? name.substring(FOLDER.length()) : name;
        return new ModelInfo(
                provider,
                id,
                Json.text(node, "displayName").orElse(id),
                Json.number(node, "inputTokenLimit"),
                Json.number(node, "outputTokenLimit"),
                features(node),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean generatesContent(JsonNode model) {
        for (JsonNode method : model.path("supportedGenerationMethods")) {
            if (method.asText().equals("generateContent")) {
                return true;
            }
        }
        return false;
    }

    private static Set<Feature> features(JsonNode model) {
        return model.path("thinking").asBoolean() ? EnumSet.of(Feature.REASONING) : EnumSet.noneOf(Feature.class);
    }
}
