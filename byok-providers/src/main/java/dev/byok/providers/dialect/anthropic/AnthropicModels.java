package dev.byok.providers.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.ModelEntry;
import java.util.Map;
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
        String next = body.path("has_more").asBoolean() ? Json.textOrNull(body, "last_id") : null;
        return Page.of(Json.list(body, "data"), this::model, next);
    }

    private ModelInfo model(JsonNode node) {
        JsonNode capabilities = node.path("capabilities");
        return ModelEntry.of(provider, node, "id")
                .name(node, "display_name")
                .contextWindow(node, "max_input_tokens")
                .maxOutput(node, "max_tokens")
                // not among the capabilities, because there is no model of this API that calls no tools
                .feature(Feature.TOOLS, true)
                .feature(Feature.VISION, supports(capabilities, "image_input"))
                .feature(Feature.JSON, supports(capabilities, "structured_outputs"))
                .feature(Feature.REASONING, supports(capabilities, "thinking"))
                .build();
    }

    private static boolean supports(JsonNode capabilities, String name) {
        return capabilities.path(name).path("supported").asBoolean();
    }
}
