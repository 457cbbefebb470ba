package dev.byok.providers.cloud.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.ModelEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models of a company on Bedrock that can be called in a region: those that are offered on demand by their own id, the
 * others by the inference profiles that hold them. So the models are asked for first, then the profiles; what the second
 * list has to know of the first stands in the cursor between them.
 */
public final class BedrockModels implements Listing<ModelInfo> {

    private final String provider;
    private final String company;
    private final String prefix;

    private BedrockModels(String provider, String company, String prefix) {
        this.provider = provider;
        this.company = company;
        this.prefix = prefix;
    }

    /**
     * {@return the list}
     *
     * @param provider the provider's id
     * @param company the company, as Bedrock filters by it
     * @param prefix how the ids of its models that chat begin
     */
    public static BedrockModels of(String provider, String company, String prefix) {
        return new BedrockModels(provider, company, prefix);
    }

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        if (cursor == null) {
            return HttpCall.get("foundation-models")
                    .query("byProvider", company)
                    .on(Bedrock.CONTROL);
        }
        HttpCall profiles = HttpCall.get("inference-profiles")
                .query("maxResults", "1000")
                .query("type", "SYSTEM_DEFINED")
                .on(Bedrock.CONTROL);
        String token = Json.textOrNull(Json.read(cursor.getBytes(StandardCharsets.UTF_8)), "token");
        return token == null ? profiles : profiles.query("nextToken", token);
    }

    @Override
    public Page<ModelInfo> read(JsonNode body) {
        return read(Map.of(), body, null);
    }

    @Override
    public Page<ModelInfo> read(Map<String, String> fields, JsonNode body, @Nullable String cursor) {
        return cursor == null
                ? models(Json.list(body, "modelSummaries"))
                : profiles(body, (ObjectNode) Json.read(cursor.getBytes(StandardCharsets.UTF_8)));
    }

    private Page<ModelInfo> models(JsonNode summaries) {
        List<ModelInfo> models = new ArrayList<>();
        ArrayNode byProfile = JsonNodeFactory.instance.arrayNode();
        for (JsonNode model : summaries) {
            String id = ModelEntry.id(model, "modelId");
            if (!id.startsWith(prefix) || !chats(model)) {
                continue;
            }
            boolean sees = Json.has(model, "inputModalities", "IMAGE");
            if (Json.has(model, "inferenceTypesSupported", "ON_DEMAND")) {
                models.add(info(id, Json.text(model, "modelName").orElse(id), sees));
            } else {
                byProfile.addObject().put("id", id).put("sees", sees);
            }
        }
        ObjectNode next = JsonNodeFactory.instance.objectNode();
        next.set("models", byProfile);
        return new Page<>(models, byProfile.isEmpty() ? null : next.toString());
    }

    private Page<ModelInfo> profiles(JsonNode body, ObjectNode cursor) {
        List<ModelInfo> models = new ArrayList<>();
        for (JsonNode profile : Json.list(body, "inferenceProfileSummaries")) {
            String id = ModelEntry.id(profile, "inferenceProfileId");
            for (JsonNode model : cursor.path("models")) {
                if (holds(profile, "/" + model.path("id").asText())) {
                    String name = Json.text(profile, "inferenceProfileName").orElse(id);
                    models.add(info(id, name, model.path("sees").asBoolean()));
                    break;
                }
            }
        }
        String token = Json.textOrNull(body, "nextToken");
        if (token == null) {
            return new Page<>(models, null);
        }
        return new Page<>(models, cursor.put("token", token).toString());
    }

    // Bedrock's older models, and those that speak or draw, are called otherwise
    private static boolean chats(JsonNode model) {
        return !Json.text(model.path("modelLifecycle"), "status").orElse("").equals("LEGACY")
                && Json.has(model, "inputModalities", "TEXT")
                && Json.has(model, "outputModalities", "TEXT");
    }

    private static boolean holds(JsonNode profile, String ending) {
        for (JsonNode model : profile.path("models")) {
            if (Json.text(model, "modelArn").orElse("").endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    // sizes and prices are told nowhere; all that chat call tools
    private ModelInfo info(String id, String name, boolean sees) {
        return ModelEntry.of(provider, id)
                .name(name)
                .feature(Feature.TOOLS, true)
                .feature(Feature.VISION, sees)
                .build();
    }
}
